package io.trivet.edge.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.trivet.Blocks;
import io.trivet.Tool;
import io.trivet.process.KafkaSecurity;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.security.ssl.SslPrincipalMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The commands of docs/security.md by which a user comes to its certificate, with openssl as the authority. */
final class UserCertificateTest {
    private static final String AUTHORITY = """
            #!/bin/sh
            case "$1 $2" in
                "acm-pca issue-certificate")
                    case "$*" in *acm-pca:::template/EndEntityClientAuthCertificate/V1*) ;; *) exit 254 ;; esac
                    openssl x509 -req -in player.csr -CA ca.pem -CAkey ca.key -CAcreateserial -out issued.pem 2>/dev/null
                    echo arn:issued ;;
                "acm-pca wait") ;;
                "acm-pca get-certificate") case "$*" in *arn:issued*) cat issued.pem ;; esac ;;
                "acm-pca get-certificate-authority-certificate") cat ca.pem ;;
                *) exit 254 ;;
            esac
            """;

    @TempDir
    private Path folder;

    @Test
    void the_commands_shown_give_a_key_and_a_certificate_of_the_name() throws Exception {
        Tool.needs("openssl", "openssl");
        Path aws = Files.createDirectories(folder.resolve("bin")).resolve("aws");
        Files.writeString(aws, AUTHORITY);
        Files.setPosixFilePermissions(aws, PosixFilePermissions.fromString("rwx------"));
        run("openssl req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.pem -subj '/CN=films authority'");

        run(Blocks.of(Path.of("docs/security.md"), "sh").get(0)
                + "printf '%s' \"$KAFKA_CERTIFICATE\" > told.pem; printf '%s' \"$KAFKA_KEY\" > told.key.pem\n");

        X509Certificate certificate = certificate("told.pem");
        assertThat(certificate.getSubjectX500Principal().getName()).isEqualTo("CN=player");
        certificate.verify(certificate("authority.pem").getPublicKey());
        assertThat(Files.readString(folder.resolve("told.key.pem"))).startsWith("-----BEGIN PRIVATE KEY-----");
    }

    /** OpenSSL writes a subject from its least part on, Java and Kafka from its first. */
    @ParameterizedTest
    @CsvSource({
        "/OU=administrators/CN=trivet, OU=administrators",
        "/OU=monitoring/CN=prometheus, 'CN=prometheus,OU=monitoring'"
    })
    void subjects_that_are_shown_are_those_of_an_administrator_and_of_no_user(String subject, String principal)
            throws Exception {
        Tool.needs("openssl", "openssl");
        assertThat(Path.of("docs/security.md")).content().contains(subject);

        run("openssl req -x509 -newkey rsa:2048 -nodes -keyout own.key -out own.pem -subj " + subject);

        String name = SslPrincipalMapper.fromRules(KafkaSecurity.settings().get("ssl.principal.mapping.rules"))
                .getName(certificate("own.pem").getSubjectX500Principal().getName());
        assertThat(name).isEqualTo(principal);
        assertThat(KafkaSecurity.isSuper(name)).isEqualTo(subject.contains("administrators"));
        assertThat(KafkaSecurity.isUser(name)).isFalse();
    }

    private X509Certificate certificate(String file) throws Exception {
        byte[] text = Files.readAllBytes(folder.resolve(file));
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(text));
    }

    private void run(String commands) {
        Tool.Outcome outcome = Tool.run(
                folder,
                Map.of("PATH", folder.resolve("bin") + ":" + System.getenv("PATH"), "authority", "arn:authority"),
                List.of("sh", "-euc", commands));
        assertThat(outcome.exitCode()).as(outcome.text()).isZero();
    }
}
