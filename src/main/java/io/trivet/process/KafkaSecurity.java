package io.trivet.process;

import io.trivet.kafka.ClientProtocol;
import io.trivet.kafka.ConnectGroup;
import io.trivet.kafka.ListenerSetting;
import io.trivet.kafka.MirrorGroup;
import io.trivet.kafka.SaslMechanism;
import io.trivet.layout.Listener;
import io.trivet.layout.Node;
import io.trivet.layout.Role;
import io.trivet.stack.OnEc2;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;

/**
 * TLS with certificates on both sides, on every listener of brokers and controllers, and the authorizer; where it is
 * described, one more listener of brokers on which clients prove who they are by a password (SCRAM). Certificate and
 * key of a node lie in one PEM file beside its settings, in {@link #FOLDER}; none of its text is in a plan.
 *
 * <p>The nodes are one principal, {@code User:OU=nodes}, so that a node that comes changes no setting of the others. No
 * user can have its name, since a user's certificate is one with a name and nothing else.
 *
 * <p>Source: Kafka documentation, Encryption and Authentication using SSL; KIP-651 (PEM); KIP-371 (rules of names);
 * KIP-801 (StandardAuthorizer); KIP-84 and KIP-900 (SCRAM, with KRaft).
 */
public final class KafkaSecurity {
    /** Beneath the folder of settings, in which a server runs. */
    public static final String FOLDER = "tls";

    private static final String OWN = "node.pem";

    /** Where clients look for the certificate of the authority, beside where they are started. */
    private static final String TRUSTED = "authority.pem";

    /** Certificate of the node and its key. */
    public static final String NODE = FOLDER + "/" + OWN;

    /** Certificates of the authorities that are trusted. */
    public static final String AUTHORITY = FOLDER + "/" + TRUSTED;

    /**
     * The same two in the one form that the REST API of a worker takes: its server knows no PEM. They are for their
     * owner only and their password is empty, so that no secret stands in the settings.
     */
    public static final String REST_OWN = FOLDER + "/rest.p12";

    public static final String REST_AUTHORITY = FOLDER + "/rest-authority.p12";

    /** What the certificates of nodes, and of Trivet as a client, say of whom they are of. */
    public static final String NODES = "nodes";

    public static final String ADMINISTRATORS = "administrators";

    /** How the certificate of Trivet as a client begins, and any other with which everything may be done. */
    public static final String ADMINISTRATOR = "CN=trivet,OU=" + ADMINISTRATORS;

    /** How a client is called where nothing in its name needs an escape, behind which another part could hide. */
    private static final String PLAIN = "[A-Za-z0-9._-]+";

    /** Source: RFC 5280, ub-common-name. */
    private static final int LONGEST = 64;

    /** How one with a password proves that it knows it, without telling it. */
    public static final SaslMechanism PASSWORDS = SaslMechanism.SCRAM_SHA_512;

    static final String NAMES = "RULE:^CN=(" + PLAIN + ")$/$1/,RULE:^CN=" + PLAIN + ",(OU=(" + NODES + "|"
            + ADMINISTRATORS + "))$/$1/,DEFAULT";

    private KafkaSecurity() {}

    /** Whether a user can have this name: what the rules of names take for one, in a certificate that can be. */
    public static boolean isUser(String name) {
        return name.matches(PLAIN) && name.length() <= LONGEST && !name.equals("ANONYMOUS");
    }

    /** Whether this is how servers call one that may do everything: a node, or an administrator. */
    public static boolean isSuper(String name) {
        return name.matches("(User:)?OU=(" + NODES + "|" + ADMINISTRATORS + ")");
    }

    /** Whose the certificate of a user is: {@code CN=shop}, for {@code User:shop} in an ACL. */
    public static String subject(String user) {
        return "CN=" + user;
    }

    /** What the listeners of a description speak. */
    static ClientProtocol protocol(OnEc2 stack) {
        return stack.security().isPresent() ? ClientProtocol.SSL : ClientProtocol.PLAINTEXT;
    }

    /** The same two of a node of mirrors for a cluster that it copies from, which knows it as a user of its own. */
    public static String own(Mirrored source) {
        return FOLDER + "/" + source.name() + "/" + OWN;
    }

    public static String authority(Mirrored source) {
        return FOLDER + "/" + source.name() + "/" + TRUSTED;
    }

    /** Whose the certificate of a node is: a server of the cluster, or a worker, which is a user of it. */
    public static String subject(Node node) {
        if (node.role().isWorker()) {
            return subject(node.role().equals(Role.MIRROR) ? MirrorGroup.USER : ConnectGroup.USER);
        }
        return "CN=" + node.name() + ",OU=" + NODES;
    }

    /** How clients reach brokers of this description. */
    public static ClientAccess access(OnEc2 stack, List<String> bootstrap) {
        return stack.security().isEmpty()
                ? ClientAccess.plain(bootstrap)
                : new ClientAccess(
                        bootstrap,
                        protocol(stack),
                        new ClientAccess.Login.Certificate(),
                        TRUSTED,
                        List.of(),
                        List.of());
    }

    /** The same for those who come with a password, to the listener for them. */
    public static ClientAccess accessWithPassword(List<String> bootstrap) {
        return new ClientAccess(
                bootstrap,
                ClientProtocol.SASL_SSL,
                new ClientAccess.Login.Password(PASSWORDS),
                TRUSTED,
                List.of(),
                List.of());
    }

    /** How the REST API of workers is asked. */
    public static String restScheme(OnEc2 stack) {
        return stack.security().isPresent() ? "https" : "http";
    }

    /**
     * Writes with what the workers of a cluster with security come to brokers, and how they let others come to them.
     */
    static Properties writeWorker(Properties worker, OnEc2 stack) {
        if (stack.security().isEmpty()) {
            return worker;
        }
        worker.section("As whom they come to the brokers, alone and for connectors");
        for (String client : List.of("", "producer.", "consumer.", "admin.")) {
            writeCertificate(worker, client, "");
        }
        return writeRest(worker, stack);
    }

    /**
     * Writes with what the nodes of mirrors come to the cluster that they copy to, and to those that they copy from.
     * MirrorMaker hands it on to producers, consumers and admin clients itself.
     *
     * @param alias of the cluster that is copied to
     */
    static Properties writeMirror(Properties mirror, OnEc2 stack, String alias, List<Mirrored> sources) {
        if (stack.security().isPresent()) {
            mirror.section("As whom they come to the brokers of " + alias);
            writeCertificate(mirror, alias + ".", "");
        }
        for (Mirrored source : sources) {
            source.login().ifPresent(login -> {
                mirror.section("As whom they come to the brokers of " + source.name() + ": " + login.user());
                writeCertificate(mirror, source.name() + ".", source.name() + "/");
            });
        }
        return stack.security().isPresent() ? writeRest(mirror, stack) : mirror;
    }

    /** @param folder of the certificate beneath {@link #FOLDER}, with a slash at its end; empty for the node's own */
    private static void writeCertificate(Properties client, String prefix, String folder) {
        client.set(prefix + "security.protocol", ClientProtocol.SSL)
                .set(prefix + "ssl.keystore.type", "PEM")
                .set(prefix + "ssl.keystore.location", FOLDER + "/" + folder + OWN)
                .set(prefix + "ssl.truststore.type", "PEM")
                .set(prefix + "ssl.truststore.location", FOLDER + "/" + folder + TRUSTED);
    }

    private static Properties writeRest(Properties worker, OnEc2 stack) {
        return worker.section(
                        "The REST API, which takes no PEM; its files are for the eyes of their owner, and have no password")
                .set("rest.advertised.listener", restScheme(stack))
                .set("listeners.https.ssl.client.auth", "required")
                .set("listeners.https.ssl.keystore.type", "PKCS12")
                .set("listeners.https.ssl.keystore.location", REST_OWN)
                .set("listeners.https.ssl.keystore.password", "")
                .set("listeners.https.ssl.truststore.type", "PKCS12")
                .set("listeners.https.ssl.truststore.location", REST_AUTHORITY)
                .set("listeners.https.ssl.truststore.password", "");
    }

    /** What all servers of a cluster with security have. */
    public static SortedMap<String, String> settings() {
        return write(new Properties()).asMap();
    }

    /** What brokers have besides for those who come with a password. */
    public static SortedMap<String, String> passwordSettings() {
        return writePasswords(new Properties()).asMap();
    }

    /** Writes what all servers of a cluster with security have; nothing for others. */
    static Properties write(Properties server, OnEc2 stack) {
        return stack.security().isEmpty() ? server : write(server);
    }

    private static Properties write(Properties server) {
        return server.section("Who may come, and what each may do")
                .set("ssl.client.auth", "required")
                .set("ssl.keystore.type", "PEM")
                .set("ssl.keystore.location", NODE)
                .set("ssl.truststore.type", "PEM")
                .set("ssl.truststore.location", AUTHORITY)
                .set("ssl.principal.mapping.rules", NAMES)
                .set("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer")
                .set("super.users", "User:OU=" + NODES + ";User:OU=" + ADMINISTRATORS);
    }

    /** The same for brokers, to whom clients may come with a password as well. */
    static Properties writeBroker(Properties server, OnEc2 stack) {
        write(server, stack);
        return stack.hasPasswords() ? writePasswords(server) : server;
    }

    private static Properties writePasswords(Properties server) {
        String listener = ListenerSetting.PREFIX + Listener.PASSWORDS + ".";
        String mechanism = PASSWORDS.text().toLowerCase(Locale.ROOT);
        return server.section("Who comes with a password; the brokers keep hashes of them, and log in with none")
                .set(listener + "ssl.client.auth", "none")
                .set(listener + "sasl.enabled.mechanisms", PASSWORDS)
                .set(listener + mechanism + ".sasl.jaas.config", PASSWORDS.loginModule() + " required;");
    }
}
