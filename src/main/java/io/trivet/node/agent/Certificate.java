package io.trivet.node.agent;

import io.trivet.operate.Failure;
import io.trivet.operate.Login;
import io.trivet.operate.PemFiles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The certificates of a node, which {@code boot.sh} asks authorities for: its own, and on one of mirrors, in a folder
 * beneath, that for each cluster with security that it copies from. The one that comes after it lies beside each until
 * the server starts again: its listeners could read another one while they run, but what it asks controllers with has
 * the one that it began with (KafkaRaftManager, 4.3.1).
 *
 * @param root of the file system
 */
record Certificate(Path root) {
    /** What lasts less long is renewed; {@code boot.sh} knows the same number. */
    private static final Duration LEFT = Duration.ofDays(120);

    /** Each node has an hour of its own, one of so many: five of them come before a certificate ends. */
    private static final long HOURS = 500;

    private Path file(String name) {
        return root.resolve("etc/kafka/tls").resolve(name);
    }

    /** As whom the node asks others. */
    Login login() {
        return Login.certificate(file("node.pem"), file("authority.pem"));
    }

    /** Writes it with its key, and the authority, as the REST API of a worker takes them. */
    void writeForRest() throws Failure {
        try {
            Disk.putSecret(file("rest.p12"), PemFiles.own(login()));
            Disk.putSecret(file("rest-authority.p12"), PemFiles.trusted(login()));
        } catch (IOException e) {
            throw Disk.unusable(file("node.pem"), e);
        }
    }

    /** Whether another one lies beside one of them. */
    boolean hasNext() throws Failure {
        Path own = file("");
        return Files.exists(file("next.pem"))
                || Disk.names(own).stream()
                        .anyMatch(name -> Files.exists(own.resolve(name).resolve("next.pem")));
    }

    /**
     * Whether one of them ends before long, or cannot be read.
     *
     * @param folders in which they lie; empty for that of the node's own
     */
    boolean isOld(Instant now, List<String> folders) throws Failure {
        for (String folder : folders) {
            if (isOld(file(folder).resolve("node.pem"), now)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOld(Path file, Instant now) throws Failure {
        String text = Disk.text(file);
        int begin = text.indexOf("-----BEGIN CERTIFICATE-----");
        if (begin < 0) {
            return true;
        }
        try (InputStream certificate =
                new ByteArrayInputStream(text.substring(begin).getBytes(StandardCharsets.US_ASCII))) {
            X509Certificate parsed =
                    (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(certificate);
            return parsed.getNotAfter().toInstant().isBefore(now.plus(LEFT));
        } catch (CertificateException e) {
            return true;
        } catch (IOException e) {
            throw Disk.unusable(file, e);
        }
    }

    /**
     * Whether a node may restart for its certificate now. Nodes that are made together have certificates that end
     * together, and none of them knows which others are about to stop.
     *
     * @param id of the node in its cluster
     */
    static boolean isHourOf(int id, Instant now) {
        return Duration.between(Instant.EPOCH, now).toHours() % HOURS == id % HOURS;
    }
}
