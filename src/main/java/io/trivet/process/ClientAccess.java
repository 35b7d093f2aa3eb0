package io.trivet.process;

import io.trivet.kafka.ClientProtocol;
import io.trivet.kafka.KafkaService;
import io.trivet.kafka.SaslMechanism;
import io.trivet.kafka.SettingDefault;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a client reaches a cluster, and as whom. No secret is in it: where one belongs, there is a reference to an
 * environment variable, which Kafka's own {@code EnvVarConfigProvider} resolves when the client starts.
 *
 * <p>Source: Kafka 3.9 documentation, security and admin configs; KIP-887 (environment variables), KIP-651 (PEM).
 *
 * @param bootstrap where it connects first, {@code host:port} each
 * @param authority PEM file with the authority that signed the certificates of the brokers; empty for one that every
 *     Java trusts, and without TLS
 * @param settings that this cluster asks of every client
 * @param consumers settings that it asks of consumers besides
 */
public record ClientAccess(
        List<String> bootstrap,
        ClientProtocol protocol,
        Login login,
        String authority,
        List<SettingDefault> settings,
        List<SettingDefault> consumers) {
    /** The variables of a user and its password, and of a client certificate and its key, in PEM. */
    public static final String USER = "KAFKA_USERNAME";

    public static final String PASSWORD = "KAFKA_PASSWORD";
    public static final String CERTIFICATE = "KAFKA_CERTIFICATE";
    public static final String KEY = "KAFKA_KEY";
    /** The variable with the addresses of a cluster that names its brokers only when it is made. */
    public static final String BOOTSTRAP = "KAFKA_BOOTSTRAP_SERVERS";

    private static final String PROVIDER = "org.apache.kafka.common.config.provider.EnvVarConfigProvider";

    public ClientAccess {
        bootstrap = List.copyOf(bootstrap);
        settings = List.copyOf(settings);
        consumers = List.copyOf(consumers);
    }

    /**
     * What the documentation of a service asks of its clients.
     *
     * @param mechanism of SASL, where the protocol has it
     * @param secret whether there is one, without which a client of TLS alone is anonymous
     */
    public static ClientAccess of(
            KafkaService service,
            List<String> bootstrap,
            ClientProtocol protocol,
            SaslMechanism mechanism,
            boolean secret,
            String authority) {
        Login login = protocol.sasl()
                ? new Login.Password(mechanism)
                : protocol.encrypted() && secret ? new Login.Certificate() : new Login.Anonymous();
        return new ClientAccess(
                bootstrap,
                protocol,
                login,
                protocol.encrypted() ? authority : "",
                service.clients(),
                service.consumers());
    }

    /** What brokers without TLS and without a login ask of clients: nothing. */
    public static ClientAccess plain(List<String> bootstrap) {
        return new ClientAccess(bootstrap, ClientProtocol.PLAINTEXT, new Login.Anonymous(), "", List.of(), List.of());
    }

    /** As whom a client comes. */
    public sealed interface Login {
        /** As what Kafka calls ANONYMOUS. */
        record Anonymous() implements Login {}

        /**
         * With a user and a password.
         *
         * @param mechanism by which it proves that it knows the password
         */
        record Password(SaslMechanism mechanism) implements Login {}

        /** With a client certificate. */
        record Certificate() implements Login {}

        /** With its role in AWS, which the library {@code aws-msk-iam-auth} of Amazon MSK proves. */
        record Iam() implements Login {}
    }

    /** Whether the addresses are not known before the cluster is there, and so are read from a variable. */
    public boolean isLate() {
        return bootstrap.equals(List.of(reference(BOOTSTRAP)));
    }

    /** What is read from the environment when a client starts, sorted. */
    public List<String> references() {
        List<String> references = new ArrayList<>(isLate() ? List.of(BOOTSTRAP) : List.of());
        references.addAll(variables());
        return List.copyOf(references);
    }

    /** The names of the variables that hold the secret, sorted; none for a client that is anonymous. */
    public List<String> variables() {
        if (login instanceof Login.Password) {
            return List.of(PASSWORD, USER);
        }
        return login instanceof Login.Certificate ? List.of(CERTIFICATE, KEY) : List.of();
    }

    /** The settings of the connection by name, in the order in which they are written. */
    public Map<String, String> connection() {
        Map<String, String> connection = new LinkedHashMap<>();
        connection.put("bootstrap.servers", String.join(",", bootstrap));
        connection.put("security.protocol", protocol.name());
        if (login instanceof Login.Password password) {
            connection.put("sasl.mechanism", password.mechanism().text());
            connection.put(
                    "sasl.jaas.config",
                    password.mechanism().loginModule() + " required username=\"" + reference(USER) + "\" password=\""
                            + reference(PASSWORD) + "\";");
        } else if (login instanceof Login.Certificate) {
            connection.put("ssl.keystore.type", "PEM");
            connection.put("ssl.keystore.certificate.chain", reference(CERTIFICATE));
            connection.put("ssl.keystore.key", reference(KEY));
        } else if (login instanceof Login.Iam) {
            connection.put("sasl.mechanism", "AWS_MSK_IAM");
            connection.put("sasl.jaas.config", "software.amazon.msk.auth.iam.IAMLoginModule required;");
            connection.put(
                    "sasl.client.callback.handler.class", "software.amazon.msk.auth.iam.IAMClientCallbackHandler");
        }
        if (!authority.isEmpty()) {
            connection.put("ssl.truststore.type", "PEM");
            connection.put("ssl.truststore.location", authority);
        }
        return Collections.unmodifiableMap(connection);
    }

    /** What makes a client look up the references of {@link #connection()}, and no other variable than these. */
    public Map<String, String> provider() {
        return references().isEmpty() ? Collections.emptyMap() : provider(references());
    }

    /** What makes a client look up references to variables whose names match one of these, and no others. */
    public static Map<String, String> provider(List<String> names) {
        Map<String, String> provider = new LinkedHashMap<>();
        provider.put("config.providers", "env");
        provider.put("config.providers.env.class", PROVIDER);
        provider.put("config.providers.env.param.allowlist.pattern", "^(" + String.join("|", names) + ")$");
        return Collections.unmodifiableMap(provider);
    }

    /** How a value refers to a variable. */
    public static String reference(String variable) {
        return "${env:" + variable + "}";
    }

    /** The same access from elsewhere. */
    public ClientAccess at(List<String> other) {
        return new ClientAccess(other, protocol, login, authority, settings, consumers);
    }

    /** The same access with the authority in another file, where there is TLS. */
    public ClientAccess trusting(String file) {
        return new ClientAccess(bootstrap, protocol, login, protocol.encrypted() ? file : "", settings, consumers);
    }

    /** The rows that a consumer gets of this cluster. */
    public List<SettingDefault> ofConsumers() {
        List<SettingDefault> rows = new ArrayList<>(settings);
        rows.addAll(consumers);
        return rows;
    }
}
