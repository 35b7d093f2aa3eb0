package io.trivet.process;

import io.trivet.layout.Site;

/**
 * As whom a tool reads exporters that ask for a certificate: three files in PEM on its machine. Any certificate that
 * the authority of the cluster signed may read metrics, so that one with no right in Kafka is enough.
 *
 * @param authority path of the authority, which signed the certificates of the nodes
 * @param certificate path of what the tool shows
 * @param key path of the key of that certificate
 */
public record MetricsReader(String authority, String certificate, String key) {
    /** Whose the certificate is that is made on this machine: a principal that no user can have, without a right. */
    public static final String SUBJECT = "CN=monitoring,OU=monitoring";

    /**
     * On this machine the files that {@code trivet local up} makes, else where an operator lays them for the tool.
     *
     * @param secrets folder that only the tool reads, with one beneath it for each stack
     */
    public static MetricsReader of(String secrets, String stack, Site site) {
        if (site instanceof Site.ThisMachine here) {
            return here(here.root());
        }
        String folder = secrets + "/" + stack;
        return new MetricsReader(folder + "/authority.pem", folder + "/certificate.pem", folder + "/key.pem");
    }

    /** @param root folder of a stack on this machine */
    public static MetricsReader here(String root) {
        String secrets = root + "/secrets";
        String own = secrets + "/monitoring";
        return new MetricsReader(secrets + "/authority.pem", own + "/certificate.pem", own + "/key.pem");
    }
}
