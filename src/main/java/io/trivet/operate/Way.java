package io.trivet.operate;

import io.trivet.problem.Place;

/**
 * The way to a cluster, in the words of where it was said: what a person looks at when it leads nowhere.
 *
 * @param place that is to blame
 * @param client what to look at where there is no client with such settings
 * @param authority where the authority of certificates is named
 * @param tls what to do about a certificate
 * @param login what to do about a login
 * @param rights that the user must have
 * @param grant how it gets them
 * @param address what to look at where there is no answer
 * @param questions that the cluster must answer
 */
public record Way(
        Place place,
        String client,
        String authority,
        String tls,
        String login,
        String rights,
        String grant,
        String address,
        String questions) {
    /** By a description, to the brokers of a service. */
    public static Way described(Place place) {
        return new Way(
                place,
                "look at external.bootstrap, and at the authority in external.ca",
                "external.ca",
                "fetch the authority of the service anew; do not put an alias in front of TLS",
                "look at the secret and at external.mechanism",
                "describe, create and alter topics",
                "give the user these rights at the service",
                "look at external.bootstrap and external.protocol, and at firewalls in between",
                "questions about topics");
    }

    /**
     * By a description, to brokers of ours.
     *
     * @param administrator whose the certificate is with which everything may be done
     * @param address what to look at where there is no answer
     */
    public static Way ours(Place place, String administrator, String address) {
        return new Way(
                place,
                "run it where the names under dns.zone are resolved, and look at --ca-file",
                "--ca-file, else authority.pem in this folder",
                "fetch the certificate of security.authority anew; brokers show those that it signed",
                "come with a certificate that security.authority signed",
                "describe, create and alter topics",
                "come with a certificate of " + administrator,
                address,
                "questions about topics");
    }

    /** The same, for what is asked of users and not of topics. */
    public Way ofUsers() {
        return new Way(
                place,
                client,
                authority,
                tls,
                login,
                "describe and alter ACLs and quotas (Describe, Alter, DescribeConfigs and AlterConfigs on the cluster)",
                grant,
                address,
                "questions about ACLs and quotas");
    }

    /** By a description, for what is only looked at. */
    public static Way ofLooks(Place place) {
        Way way = described(place);
        return new Way(
                place,
                way.client,
                way.authority,
                way.tls,
                way.login,
                "describe the cluster, its topics and its consumer groups (Describe, and DescribeConfigs of topics)",
                way.grant,
                way.address,
                "questions about brokers and topics");
    }

    /** By {@code --bootstrap} and {@code --properties}. */
    public static Way typed(String bootstrap) {
        return new Way(
                Place.ofPath("--bootstrap " + bootstrap),
                "look at --bootstrap, and at what the files of --properties say of SASL and TLS",
                "ssl.truststore.location of a file of --properties",
                "name the authority there (ssl.truststore.type=PEM takes its certificate as it is), and a host as the"
                        + " certificate does",
                "look at security.protocol, sasl.mechanism and sasl.jaas.config in the files of --properties",
                "describe the cluster, its configuration and its topics",
                "give the user Describe and DescribeConfigs on the cluster and on all topics",
                "look at --bootstrap, at security.protocol in the files of --properties, and at firewalls in between",
                "questions about brokers, settings and topics");
    }
}
