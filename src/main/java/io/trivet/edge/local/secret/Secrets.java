package io.trivet.edge.local.secret;

import io.trivet.edge.local.artifact.AtomicFile;
import io.trivet.edge.local.secret.Issuer.Asked;
import io.trivet.layout.Layout;
import io.trivet.layout.Node;
import io.trivet.operate.Failure;
import io.trivet.operate.Login;
import io.trivet.problem.Place;
import io.trivet.problem.Problem;
import io.trivet.process.KafkaSecurity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The authority of a cluster on this machine and the certificates that it signed, under {@code secrets}, for the eyes
 * of their owner only. Nothing of it is written anywhere else.
 *
 * <p>Shape: {@code authority.pem} (the certificate, for everything that trusts it), {@code authority.key.pem} (with its
 * key), {@code administrator.pem} (Trivet as a client), and for each described client
 * {@code clients/<name>/certificate.pem} and {@code key.pem}.
 *
 * @param root {@code .trivet/<stack>}
 */
public record Secrets(Path root) {
    private static final Duration LIFE = Duration.ofDays(90);

    /** What ends sooner is made anew when its owner starts. */
    private static final Duration LEFT = Duration.ofDays(30);

    private static final String ADMINISTRATOR = "trivet";

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

    /**
     * Makes what is missing or ends soon: the authority once, and certificates for Trivet and the described clients.
     *
     * @param cluster its name, which is in that of the authority
     * @param clients by name
     */
    public void make(String cluster, Collection<String> clients) throws Failure {
        Credential signer = signer(cluster);
        try {
            one(
                    administratorFile(),
                    signer,
                    new Asked(
                            "CN=" + ADMINISTRATOR + ",OU=" + KafkaSecurity.ADMINISTRATORS, List.of(), List.of(), LIFE));
            for (String name : clients) {
                Path key = client(name).resolve("key.pem");
                Path certificate = client(name).resolve("certificate.pem");
                String text = text(key) + text(certificate);
                Asked asked = new Asked("CN=" + name, List.of(), List.of(), LIFE);
                if (!lasts(text, signer, asked)) {
                    Credential made = Issuer.issue(signer, asked, Instant.now());
                    AtomicFile.writeSecret(key, made.keyText());
                    AtomicFile.writeSecret(certificate, made.certificateText());
                }
            }
        } catch (IOException e) {
            throw Failure.file(folder(), e);
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
                "CN=" + node.name() + ",OU=" + KafkaSecurity.NODES,
                layout.namesOf(node),
                List.of(node.address().toString()),
                LIFE);
        try {
            AtomicFile.writeSecret(settings.resolve(KafkaSecurity.AUTHORITY), signer.certificateText());
            one(settings.resolve(KafkaSecurity.NODE), signer, asked);
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
        return known.get().names().equals(asked.all())
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
