package io.trivet.edge.local.secret;

import io.trivet.edge.local.artifact.AtomicFile;
import io.trivet.edge.local.secret.Issuer.Asked;
import io.trivet.layout.Layout;
import io.trivet.layout.Node;
import io.trivet.operate.Failure;
import io.trivet.operate.Login;
import io.trivet.operate.PemFiles;
import io.trivet.problem.Place;
import io.trivet.problem.Problem;
import io.trivet.process.ClientAccess;
import io.trivet.process.KafkaSecurity;
import io.trivet.process.MetricsReader;
import io.trivet.process.Mirrored;
import io.trivet.process.Properties;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The authority of a cluster on this machine and the certificates that it signed, under {@code secrets}, for the eyes
 * of their owner only. Nothing of it is written anywhere else.
 *
 * <p>Shape: {@code authority.pem} (the certificate, for everything that trusts it), {@code authority.key.pem} (with its
 * key), {@code administrator.pem} (Trivet as a client), {@code monitoring/certificate.pem} and {@code key.pem} (what
 * reads metrics), the same two in {@code clients/<name>} for each described client, and for each described user
 * {@code users/<name>.pem} with both, or {@code users/<name>.password} where it logs in with one, and
 * {@code users/<name>.properties}, with which any client of Kafka comes as that user.
 *
 * @param root {@code .trivet/<stack>}
 */
public record Secrets(Path root) {
    private static final Duration LIFE = Duration.ofDays(90);

    /** What ends sooner is made anew when its owner starts. */
    private static final Duration LEFT = Duration.ofDays(30);

    private Path folder() {
        return root.resolve("secrets");
    }

    /** The certificate of the authority. */
    public Path authority() {
        return folder().resolve("authority.pem");
    }

    private Path authorityKey() {
        return folder().resolve("authority.key.pem");
    }

    private Path administratorFile() {
        return folder().resolve("administrator.pem");
    }

    /** Where certificate and key of a client lie. */
    public Path client(String name) {
        return folder().resolve("clients").resolve(name);
    }

    /** Trivet as a client that may do everything. */
    public Login administrator() {
        return Login.certificate(administratorFile(), authority());
    }

    /** Where the files of users lie. */
    public Path users() {
        return folder().resolve("users");
    }

    /** The passwords of users. */
    public PasswordFolder passwords() {
        return new PasswordFolder(users());
    }

    /**
     * Writes with what any client of Kafka comes as a user with a password. Kafka's own {@code DirectoryConfigProvider}
     * reads it when the client starts; source: KIP-421 and KIP-993.
     *
     * @param bootstrap where clients with passwords connect first
     */
    public void comeWithPassword(Collection<String> users, String bootstrap) throws Failure {
        Path folder = users().toAbsolutePath();
        ClientAccess access = KafkaSecurity.accessWithPassword(List.of(bootstrap))
                .trusting(authority().toAbsolutePath().toString());
        try {
            for (String user : users) {
                SortedMap<String, String> settings = new TreeMap<>(access.connection());
                settings.replaceAll((key, value) -> value.replace(ClientAccess.reference(ClientAccess.USER), user)
                        .replace(
                                ClientAccess.reference(ClientAccess.PASSWORD),
                                "${directory:" + folder + ":" + user + PasswordFolder.END + "}"));
                settings.put("config.providers", "directory");
                settings.put(
                        "config.providers.directory.class",
                        "org.apache.kafka.common.config.provider.DirectoryConfigProvider");
                settings.put("config.providers.directory.param.allowed.paths", folder.toString());
                write(users().resolve(user + ".properties"), new Properties().setAll(settings));
            }
        } catch (IOException e) {
            throw Failure.file(folder, e);
        }
    }

    /**
     * Makes what is missing or ends soon: the authority once, and certificates for Trivet, what reads metrics, the
     * described clients and users.
     *
     * @param cluster its name, which is in that of the authority
     * @param clients by name, with the user as which each comes
     * @param users by name
     * @param bootstrap where clients connect first
     */
    public void make(String cluster, SortedMap<String, String> clients, Collection<String> users, String bootstrap)
            throws Failure {
        Credential signer = signer(cluster);
        try {
            one(administratorFile(), signer, asked(KafkaSecurity.ADMINISTRATOR));
            MetricsReader reader = MetricsReader.here(root.toString());
            pair(Path.of(reader.key()), Path.of(reader.certificate()), signer, asked(MetricsReader.SUBJECT));
            for (var client : clients.entrySet()) {
                pair(
                        client(client.getKey()).resolve("key.pem"),
                        client(client.getKey()).resolve("certificate.pem"),
                        signer,
                        asked(KafkaSecurity.subject(client.getValue())));
            }
            for (String user : users) {
                Path own = user(user);
                one(own, signer, asked(KafkaSecurity.subject(user)));
                Login login =
                        Login.certificate(own.toAbsolutePath(), authority().toAbsolutePath());
                properties(users().resolve(user + ".properties"), login, bootstrap);
            }
        } catch (IOException e) {
            throw Failure.file(folder(), e);
        }
    }

    private static Asked asked(String subject) {
        return new Asked(subject, List.of(), List.of(), LIFE);
    }

    /** The settings of a client that comes with a login; they name its files and hold no secret. */
    private static void properties(Path file, Login login, String bootstrap) throws IOException {
        write(file, new Properties().set("bootstrap.servers", bootstrap).setAll(login.settings()));
    }

    private static void write(Path file, Properties settings) throws IOException {
        if (!text(file).equals(settings.toString())) {
            AtomicFile.writeSecret(file, settings.toString());
        }
    }

    /**
     * Makes the certificate of a node beside the settings of its server, where it is missing or ends soon.
     *
     * @param settings folder of the settings
     */
    public void node(Layout layout, Node node, Path settings) throws Failure {
        Credential signer = signer(layout.cluster());
        Asked asked = new Asked(
                KafkaSecurity.subject(node),
                layout.namesOf(node),
                List.of(node.address().toString()),
                LIFE);
        try {
            Path own = settings.resolve(KafkaSecurity.NODE);
            Path authority = settings.resolve(KafkaSecurity.AUTHORITY);
            AtomicFile.writeSecret(authority, signer.certificateText());
            one(own, signer, asked);
            if (node.role().isWorker()) {
                Login login = Login.certificate(own, authority);
                AtomicFile.writeSecret(settings.resolve(KafkaSecurity.REST_OWN), PemFiles.own(login));
                AtomicFile.writeSecret(settings.resolve(KafkaSecurity.REST_AUTHORITY), PemFiles.trusted(login));
            }
        } catch (IOException e) {
            throw Failure.file(settings, e);
        }
    }

    /** Where certificate and key of a described user lie, once it was made. */
    public Path user(String name) {
        return users().resolve(name + ".pem");
    }

    /**
     * Lays what mirrors come with to a cluster that they copy from beside the settings of theirs.
     *
     * @param settings folder of the settings
     */
    public void lay(Mirrored source, String user, Path settings) throws Failure {
        try {
            AtomicFile.writeSecret(settings.resolve(KafkaSecurity.own(source)), text(user(user)));
            AtomicFile.writeSecret(settings.resolve(KafkaSecurity.authority(source)), text(authority()));
        } catch (IOException e) {
            throw Failure.file(settings, e);
        }
    }

    private Credential signer(String cluster) throws Failure {
        try {
            Optional<Credential> known = Credential.parse(text(authorityKey()));
            if (known.isEmpty() && Files.exists(authorityKey())) {
                throw new Failure(Problem.error(
                                "authority-damaged",
                                Place.ofPath(authorityKey().toString()),
                                "without key or certificate")
                        .must("hold the authority of the cluster, which its servers and clients trust")
                        .mend("stop the cluster with trivet local down and delete the file: another authority is made,"
                                + " and clients need its certificate"));
            }
            Credential signer = known.orElseGet(() -> Issuer.authority("CN=" + cluster + " authority", Instant.now()));
            if (known.isEmpty()) {
                AtomicFile.writeSecret(authorityKey(), signer.text());
            }
            if (!text(authority()).equals(signer.certificateText())) {
                AtomicFile.writeSecret(authority(), signer.certificateText());
            }
            return signer;
        } catch (IOException e) {
            throw Failure.file(folder(), e);
        }
    }

    private static void one(Path file, Credential signer, Asked asked) throws IOException {
        if (!lasts(text(file), signer, asked)) {
            AtomicFile.writeSecret(
                    file, Issuer.issue(signer, asked, Instant.now()).text());
        }
    }

    private static void pair(Path key, Path certificate, Credential signer, Asked asked) throws IOException {
        if (!lasts(text(key) + text(certificate), signer, asked)) {
            Credential made = Issuer.issue(signer, asked, Instant.now());
            AtomicFile.writeSecret(key, made.keyText());
            AtomicFile.writeSecret(certificate, made.certificateText());
        }
    }

    /** Whether a text holds what is asked for, of this authority, and for some time to come. */
    private static boolean lasts(String text, Credential signer, Asked asked) {
        Optional<Credential> known = Credential.parse(text);
        if (known.isEmpty()) {
            return false;
        }
        try {
            known.get().certificate().verify(signer.certificate().getPublicKey());
        } catch (GeneralSecurityException e) {
            return false;
        }
        return known.get().isOf(asked.subject())
                && known.get().names().equals(asked.all())
                && known.get()
                        .certificate()
                        .getNotAfter()
                        .toInstant()
                        .isAfter(Instant.now().plus(LEFT));
    }

    private static String text(Path file) throws IOException {
        return Files.exists(file) ? Files.readString(file) : "";
    }
}
