package io.trivet.edge.local.secret;

import io.trivet.edge.local.artifact.AtomicFile;
import io.trivet.operate.Login;
import io.trivet.operate.PemFiles;
import io.trivet.process.MetricsReader;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Tries to come to a cluster on this machine in right and wrong ways, a line each with what became of it:
 * {@code <folder of the stack> <bootstrap> <rendered properties of the producer> <client> <topic>}.
 */
public final class TryDoors {
    private static final Duration LIFE = Duration.ofDays(90);

    private TryDoors() {}

    /** Something that may be refused. */
    interface Attempt {
        void run() throws Exception;
    }

    public static void main(String[] arguments) throws Exception {
        Path root = Path.of(arguments[0]);
        String bootstrap = arguments[1];
        String name = arguments[3];
        String topic = arguments[4];
        Secrets secrets = new Secrets(root);
        SortedMap<String, Object> described = rendered(Path.of(arguments[2]), secrets, name);

        say("a client in plain text", () -> topics(settings(bootstrap)));
        SortedMap<String, Object> nameless = settings(bootstrap);
        nameless.putAll(secrets.administrator().settings());
        nameless.keySet().removeIf(key -> key.startsWith("ssl.keystore"));
        say("a client without a certificate", () -> topics(nameless));
        Path other = root.resolve("other.pem");
        Credential stranger = Issuer.authority("CN=sec authority", Instant.now());
        AtomicFile.writeSecret(
                other, issued(stranger, "CN=trivet,OU=administrators").text());
        SortedMap<String, Object> strange = settings(bootstrap);
        strange.putAll(Login.certificate(other, secrets.authority()).settings());
        say("a certificate of another authority", () -> topics(strange));
        SortedMap<String, Object> server = settings(bootstrap);
        AtomicFile.write(root.resolve("other-authority.pem"), stranger.certificateText());
        server.putAll(secrets.administrator().settings());
        server.put(
                "ssl.truststore.location", root.resolve("other-authority.pem").toString());
        say("brokers that another authority signed", () -> topics(server));

        metrics(secrets, other, domain(bootstrap));

        say("the described client without an ACL", () -> write(described, topic));
        try (Admin admin = Admin.create(administrator(bootstrap, secrets))) {
            ResourcePattern pattern = new ResourcePattern(ResourceType.TOPIC, topic, PatternType.LITERAL);
            admin.createAcls(List.of(new AclBinding(
                            pattern,
                            new AccessControlEntry("User:" + name, "*", AclOperation.WRITE, AclPermissionType.ALLOW))))
                    .all()
                    .get();
        }
        say("the described client with one", () -> {
            long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            while (true) {
                try {
                    write(described, topic);
                    return;
                } catch (ExecutionException e) {
                    // An ACL reaches each broker with the log of metadata.
                    if (System.nanoTime() > end) {
                        throw e;
                    }
                }
            }
        });
        say("the described client as an administrator", () -> {
            SortedMap<String, Object> admin = new TreeMap<>(described);
            admin.keySet()
                    .retainAll(described.keySet().stream()
                            .filter(key ->
                                    key.startsWith("ssl.") || key.startsWith("bootstrap") || key.startsWith("security"))
                            .toList());
            try (Admin asks = Admin.create(admin)) {
                asks.describeAcls(org.apache.kafka.common.acl.AclBindingFilter.ANY)
                        .values()
                        .get();
            }
        });
        say("a new certificate without a restart", () -> renew(root, bootstrap, secrets));
    }

    /** Tries to read those of a broker and of a controller, by their names. */
    private static void metrics(Secrets secrets, Path other, String domain) throws Exception {
        MetricsReader reader = MetricsReader.here(secrets.root().toString());
        Path own = secrets.root().resolve("reader.pem");
        AtomicFile.writeSecret(
                own, Files.readString(Path.of(reader.key())) + Files.readString(Path.of(reader.certificate())));
        SortedMap<String, String> nameless =
                new TreeMap<>(Login.certificate(own, secrets.authority()).settings());
        nameless.keySet().removeIf(key -> key.startsWith("ssl.keystore"));
        for (String node : List.of("broker1" + domain + ":7071", "controller1" + domain + ":7072")) {
            String https = "https://" + node + "/metrics";
            String whose = "metrics of " + node.replaceFirst("\\..*", "");
            say(whose + " in plain text", () -> read("http://" + node + "/metrics", new Login(nameless)));
            say(whose + " without a certificate", () -> read(https, new Login(nameless)));
            say(
                    whose + " with a certificate of another authority",
                    () -> read(https, Login.certificate(other, secrets.authority())));
            say(
                    whose + " with the certificate for them",
                    () -> read(https, Login.certificate(own, secrets.authority())));
        }
        Files.delete(own);
    }

    /** What is refused ends in one of several ways, by how far the other side was when it heard of it. */
    private static void read(String address, Login login) throws Exception {
        HttpClient client =
                HttpClient.newBuilder().sslContext(PemFiles.context(login)).build();
        String answer;
        try {
            answer = client.send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new IOException("refused", e);
        }
        if (!answer.contains("\nkafka_")) {
            throw new IllegalStateException("no metrics: " + answer);
        }
    }

    private static String domain(String bootstrap) {
        return bootstrap.replaceFirst("^[^.]+", "").replaceFirst(":.*", "");
    }

    /** Puts another certificate in the place of the first broker's, and makes the listeners read it. */
    private static void renew(Path root, String bootstrap, Secrets secrets) throws Exception {
        String first = bootstrap.split(",")[0];
        String host = first.replaceFirst(":.*", "");
        Path file = root.resolve("nodes/broker1/etc/kafka/tls/node.pem");
        Credential signer = Credential.parse(
                        Files.readString(root.resolve("secrets/authorities/1234abcd-12ab-34cd-56ef-1234567890ab.pem")))
                .orElseThrow();
        X509Certificate old = shown(host, 9092);
        Credential before = Credential.parse(Files.readString(file)).orElseThrow();
        Credential made = Issuer.issue(
                signer,
                new Issuer.Asked(
                        "CN=broker1,OU=nodes",
                        before.names().stream()
                                .filter(each -> each.endsWith("internal"))
                                .toList(),
                        before.names().stream()
                                .filter(each -> each.startsWith("127."))
                                .toList(),
                        LIFE),
                Instant.now());
        AtomicFile.writeSecret(file, made.text());
        if (!shown(host, 9092).equals(old)) {
            throw new IllegalStateException("it was read before it was said");
        }
        try (Admin admin = Admin.create(administrator(bootstrap, secrets))) {
            ConfigResource broker = new ConfigResource(ConfigResource.Type.BROKER, "1");
            Collection<AlterConfigOp> orders = new ArrayList<>();
            for (String listener : List.of("client", "replication")) {
                orders.add(new AlterConfigOp(
                        new ConfigEntry("listener.name." + listener + ".ssl.keystore.location", "tls/node.pem"),
                        AlterConfigOp.OpType.SET));
            }
            admin.incrementalAlterConfigs(Map.of(broker, orders)).all().get();
        }
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!shown(host, 9092).equals(made.certificate())
                || !shown(host, 9091).equals(made.certificate())) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("the old certificate is shown");
            }
        }
    }

    private static X509Certificate shown(String host, int port) throws Exception {
        SSLContext context = SSLContext.getInstance("TLSv1.2");
        X509Certificate[][] seen = new X509Certificate[1][];
        context.init(
                null,
                new TrustManager[] {
                    new X509TrustManager() {
                        @Override
                        public void checkClientTrusted(X509Certificate[] chain, String type) {}

                        @Override
                        public void checkServerTrusted(X509Certificate[] chain, String type) {
                            seen[0] = chain;
                        }

                        @Override
                        public X509Certificate[] getAcceptedIssuers() {
                            return new X509Certificate[0];
                        }
                    }
                },
                null);
        try (SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(host, port)) {
            socket.startHandshake();
        } catch (java.io.IOException e) {
            if (seen[0] == null) {
                throw e;
            }
        }
        return seen[0][0];
    }

    static void say(String who, Attempt attempt) {
        String became;
        try {
            attempt.run();
            became = "comes in";
        } catch (Exception e) {
            Throwable cause = e;
            while (cause.getCause() != null
                    && (cause instanceof ExecutionException
                            || cause.getMessage().startsWith("Failed to construct"))) {
                cause = cause.getCause();
            }
            became = cause.getClass().getSimpleName() + ": "
                    + cause.getMessage().replaceFirst("Request Request.*\\) needs", "the request needs");
        }
        System.out.println(who + ": " + became);
    }

    private static Credential issued(Credential signer, String subject) {
        return Issuer.issue(signer, new Issuer.Asked(subject, List.of(), List.of(), LIFE), Instant.now());
    }

    private static SortedMap<String, Object> administrator(String bootstrap, Secrets secrets) {
        SortedMap<String, Object> settings = settings(bootstrap);
        settings.putAll(secrets.administrator().settings());
        return settings;
    }

    static SortedMap<String, Object> settings(String bootstrap) {
        SortedMap<String, Object> settings = new TreeMap<>();
        settings.put("bootstrap.servers", bootstrap);
        settings.put("request.timeout.ms", "5000");
        settings.put("default.api.timeout.ms", "5000");
        return settings;
    }

    /** What was rendered, with the secret in its places and the authority where it lies here. */
    private static SortedMap<String, Object> rendered(Path file, Secrets secrets, String name) throws Exception {
        Properties properties = new Properties();
        properties.load(new StringReader(Files.readString(file)));
        SortedMap<String, Object> settings = new TreeMap<>();
        properties.forEach((key, value) -> settings.put(
                key.toString(),
                value.toString()
                        .replace("${env:KAFKA_KEY}", read(secrets, name, "key.pem"))
                        .replace("${env:KAFKA_CERTIFICATE}", read(secrets, name, "certificate.pem"))));
        settings.keySet().removeIf(key -> key.startsWith("config.providers"));
        settings.put("ssl.truststore.location", secrets.authority().toString());
        settings.put("delivery.timeout.ms", "60000");
        return settings;
    }

    private static String read(Secrets secrets, String name, String file) {
        try {
            return Files.readString(secrets.client(name).resolve(file));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    static void topics(SortedMap<String, Object> settings) throws Exception {
        try (Admin admin = Admin.create(settings)) {
            admin.listTopics().names().get();
        }
    }

    static void write(SortedMap<String, Object> settings, String topic) throws Exception {
        try (KafkaProducer<String, String> writer =
                new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            writer.send(new ProducerRecord<>(topic, "key", "value")).get();
        }
    }
}
