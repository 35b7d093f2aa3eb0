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
import io.trivet.stack.Security;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The authority of a cluster on this machine and the certificates that it signed, under {@code secrets}, for the eyes
 * of their owner only. Nothing of it is written anywhere else.
 *
 * <p>Shape: {@code authority.pem} (the certificates that all trust), {@code authorities/<id>.pem} (each of them with
 * its key), {@code administrator.pem} (Trivet as a client), {@code monitoring/certificate.pem} and {@code key.pem}
 * (what reads metrics), the same two in {@code clients/<name>} for each described client, and for each described user
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

    /**
     * Certificate and key of the one that takes the place of an authority of AWS here.
     *
     * @param arn of that
     */
    private Path signer(String arn) {
        return folder().resolve("authorities").resolve(id(arn) + ".pem");
    }

    private static String id(String arn) {
        return arn.substring(arn.lastIndexOf('/') + 1);
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
     * @param security which names the authorities that these are here
     * @param clients by name, with the user as which each comes
     * @param users by name
     * @param bootstrap where clients connect first
     */
    public void make(
            String cluster,
            Security security,
            SortedMap<String, String> clients,
            Collection<String> users,
            String bootstrap)
            throws Failure {
        Credential signer = signers(cluster, security).get(0);
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
     * @param security which names the authorities that these are here
     * @param settings folder of the settings
     */
    public void node(Layout layout, Security security, Node node, Path settings) throws Failure {
        List<Credential> signers = signers(layout.cluster(), security);
        Credential signer = signers.get(0);
        Asked asked = new Asked(
                KafkaSecurity.subject(node),
                layout.namesOf(node),
                List.of(node.address().toString()),
                LIFE);
        try {
            Path own = settings.resolve(KafkaSecurity.NODE);
            Path authority = settings.resolve(KafkaSecurity.AUTHORITY);
            AtomicFile.writeSecret(authority, certificates(signers));
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

    /** The authorities of the cluster, first the one that signs; each is made once. */
    private List<Credential> signers(String cluster, Security security) throws Failure {
        List<Credential> signers = new ArrayList<>();
        for (String arn : security.authorities()) {
            signers.add(signer(cluster, arn));
        }
        try {
            if (!text(authority()).equals(certificates(signers))) {
                AtomicFile.writeSecret(authority(), certificates(signers));
            }
            return List.copyOf(signers);
        } catch (IOException e) {
            throw Failure.file(folder(), e);
        }
    }

    private Credential signer(String cluster, String arn) throws Failure {
        Path file = signer(arn);
        Path only = folder().resolve("authority.key.pem");
        try {
            // Where it lay while there could be one only: its cluster may run, and trusts no other.
            if (Files.exists(only) && !Files.exists(file.getParent())) {
                AtomicFile.writeSecret(file, text(only));
                Files.delete(only);
            }
            Optional<Credential> known = Credential.parse(text(file));
            if (known.isEmpty() && Files.exists(file)) {
                throw new Failure(Problem.error(
                                "authority-damaged", Place.ofPath(file.toString()), "without key or certificate")
                        .must("hold the authority of the cluster, which its servers and clients trust")
                        .mend("stop the cluster with trivet local down and delete the file: another authority is made,"
                                + " and clients need its certificate"));
            }
            // Two have two names: OpenSSL looks for the one that signed by its name alone.
            String name = "CN=" + cluster + " authority " + id(arn).replaceFirst("-.*", "");
            Credential signer = known.orElseGet(() -> Issuer.authority(name, Instant.now()));
            if (known.isEmpty()) {
                AtomicFile.writeSecret(file, signer.text());
            }
            return signer;
        } catch (IOException e) {
            throw Failure.file(folder(), e);
        }
    }

    private static String certificates(List<Credential> signers) {
        return signers.stream().map(Credential::certificateText).collect(Collectors.joining());
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
