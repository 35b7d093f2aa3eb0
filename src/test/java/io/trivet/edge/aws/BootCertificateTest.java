package io.trivet.edge.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.trivet.Tool;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.security.ssl.DefaultSslEngineFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How the boot script comes to the certificate of a node, with openssl as it is and as the authority, beneath a folder
 * that stands for the root of a machine.
 */
final class BootCertificateTest {
    private static final String TGZ = "kafka_2.13-4.3.1.tgz";
    private static final String ARN =
            "arn:aws:acm-pca:us-east-1:123456789012:certificate-authority/1234abcd-12ab-34cd-56ef-1234567890ab";

    private static final String ARN_OF_WEST =
            "arn:aws:acm-pca:us-west-2:123456789012:certificate-authority/5678abcd-12ab-34cd-56ef-1234567890ab";

    @TempDir
    Path root;

    private BootMachine machine;
    private Path node;
    private Path next;

    @BeforeEach
    void a_machine_and_an_authority() throws Exception {
        Tool.needs("openssl", "openssl");
        machine = BootMachine.of(root, Example.named("certificates"), TGZ);
        Files.copy(root.resolve("web/" + TGZ), root.resolve("bucket/" + TGZ));
        node = root.resolve("etc/kafka/tls/node.pem");
        next = root.resolve("etc/kafka/tls/next.pem");
        authority("authority", "EC", "-pkeyopt", "ec_paramgen_curve:P-256");
        issuesFor(395);
        machine.write("authority.sh", """
                if [[ -e $ROOT/refusal ]]; then
                    cat "$ROOT/refusal" >&2
                    exit 254
                fi
                authority=$ROOT/authority
                if [[ $* == *5678abcd* && -e $ROOT/other.pem ]]; then
                    authority=$ROOT/other
                fi
                case $2 in
                    get-certificate-authority-certificate) cat "$authority.pem" ;;
                    issue-certificate)
                        request="$*"
                        request=${request#*fileb://}
                        openssl x509 -req -in "${request%%%% *}" -CA "$authority.pem" -CAkey "$authority.key" \\
                            -days "$(<"$ROOT/days")" -copy_extensions copyall -out "$ROOT/issued.pem" 2>/dev/null
                        echo %s/certificate/1 ;;
                    get-certificate)
                        if [[ $* == *CertificateChain* ]]; then cat "$authority.pem"; else cat "$ROOT/issued.pem"; fi ;;
                esac
                """.formatted(ARN));
    }

    private void authority(String name, String algorithm, String... options) {
        openssl(Stream.concat(Stream.of("genpkey", "-algorithm", algorithm, "-out", name + ".key"), Stream.of(options))
                .toList());
        openssl(List.of(
                "req",
                "-x509",
                "-new",
                "-key",
                name + ".key",
                "-subj",
                "/CN=films " + name,
                "-days",
                "3650",
                "-out",
                name + ".pem"));
    }

    private void openssl(List<String> arguments) {
        Tool.Outcome outcome = Tool.run(
                root,
                Map.of(),
                Stream.concat(Stream.of("openssl"), arguments.stream()).toList());
        assertThat(outcome.exitCode()).as(outcome.text()).isZero();
    }

    private void issuesFor(int days) throws IOException {
        machine.write("days", days + "\n");
    }

    private Tool.Outcome certify() {
        return machine.boot(
                "broker1",
                "certificate",
                root.resolve("opt/trivet/role.txt").toString(),
                root.resolve("opt/trivet/node.txt").toString());
    }

    private static X509Certificate certificate(Path file) throws Exception {
        String text = Files.readString(file);
        return (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(
                        new ByteArrayInputStream(text.substring(text.indexOf("-----BEGIN CERTIFICATE-----"))
                                .getBytes(StandardCharsets.US_ASCII)));
    }

    @Test
    void a_node_has_its_certificate_before_it_asks_others() throws Exception {
        assertThat(machine.boot("broker1").text()).endsWith("trivet: broker1 is up\n");

        assertThat(machine.calls()
                        .replaceAll("new\\.\\w+", "new")
                        .lines()
                        .filter(line -> line.matches(".*(acm-pca|tls).*")))
                .containsExactly(
                        "install --directory --owner kafka --group kafka --mode 0700 /etc/kafka/tls /etc/kafka/tls",
                        "aws acm-pca get-certificate-authority-certificate --region us-east-1 --certificate-authority-arn "
                                + ARN + " --query Certificate --output text",
                        "chown kafka:kafka /etc/kafka/tls/new/authority.pem",
                        "aws acm-pca issue-certificate --region us-east-1 --certificate-authority-arn " + ARN
                                + " --csr fileb:///etc/kafka/tls/new/request.pem --template-arn"
                                + " arn:aws:acm-pca:::template/EndEntityCertificate/V1 --signing-algorithm"
                                + " SHA256WITHECDSA --validity Value=395,Type=DAYS --query CertificateArn --output text",
                        "aws acm-pca wait certificate-issued --region us-east-1 --certificate-authority-arn " + ARN
                                + " --certificate-arn " + ARN + "/certificate/1",
                        "aws acm-pca get-certificate --region us-east-1 --certificate-authority-arn " + ARN
                                + " --certificate-arn " + ARN + "/certificate/1 --query Certificate --output text",
                        "aws acm-pca get-certificate --region us-east-1 --certificate-authority-arn " + ARN
                                + " --certificate-arn " + ARN + "/certificate/1 --query CertificateChain --output text",
                        "chown kafka:kafka /etc/kafka/tls/new/node.pem");
        X509Certificate issued = certificate(node);
        assertThat(issued.getSubjectX500Principal().getName()).isEqualTo("CN=broker1,OU=nodes");
        assertThat(issued.getSubjectAlternativeNames().stream()
                        .map(name -> name.get(1).toString()))
                .containsExactlyInAnyOrder(
                        "broker1.films.us-east-1.prod.internal",
                        "bootstrap.films.us-east-1.prod.internal",
                        "10.20.0.100");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(node)))
                .isEqualTo("rw-------");
        assertThat(root.resolve("etc/kafka/tls"))
                .isDirectoryNotContaining(file -> file.toString().contains("new"));
        try (DefaultSslEngineFactory kafka = new DefaultSslEngineFactory()) {
            kafka.configure(Map.of(
                    "ssl.protocol",
                    "TLSv1.3",
                    "ssl.cipher.suites",
                    List.of(),
                    "ssl.enabled.protocols",
                    List.of(),
                    "ssl.keystore.type",
                    "PEM",
                    "ssl.keystore.location",
                    node.toString(),
                    "ssl.truststore.type",
                    "PEM",
                    "ssl.truststore.location",
                    root.resolve("etc/kafka/tls/authority.pem").toString()));
            assertThat(kafka.keystore().getCertificateChain("kafka")).hasSize(2);
            assertThat(kafka.truststore().size()).isEqualTo(1);
        }
    }

    /** The agent itself runs, which boot.sh starts there. */
    @Test
    void a_worker_comes_as_a_user_and_has_what_its_rest_api_takes() throws Exception {
        machine.stub(
                "java",
                "[[ $* != *rest ]] || exec %s/bin/java -cp %s \"${@: -2}\" --root \"$ROOT\""
                        .formatted(System.getProperty("java.home"), System.getProperty("java.class.path")));

        assertThat(machine.boot("connect1").text()).endsWith("trivet: connect1 is up\n");

        X509Certificate issued = certificate(node);
        assertThat(issued.getSubjectX500Principal().getName()).isEqualTo("CN=connect");
        assertThat(issued.getSubjectAlternativeNames().stream()
                        .map(name -> name.get(1).toString()))
                .containsExactlyInAnyOrder("connect1.films.us-east-1.prod.internal", "10.20.0.40");
        KeyStore own = rest("rest.p12");
        KeyStore authority = rest("rest-authority.p12");
        String alias = own.aliases().nextElement();
        assertThat(own.getKey(alias, new char[0]).getAlgorithm()).isEqualTo("EC");
        assertThat(own.getCertificateChain(alias)).hasSize(2).startsWith(issued);
        assertThat(authority.size()).isEqualTo(1);
        assertThat(authority.isCertificateEntry(authority.aliases().nextElement()))
                .isTrue();
        assertThat(machine.calls())
                .contains("chown kafka:kafka /etc/kafka/tls/rest.p12 /etc/kafka/tls/rest-authority.p12");
    }

    private KeyStore rest(String name) throws Exception {
        Path file = root.resolve("etc/kafka/tls").resolve(name);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        return KeyStore.getInstance(file.toFile(), new char[0]);
    }

    @Test
    void what_lasts_stays() throws Exception {
        issuesFor(121);
        machine.boot("broker1");
        String first = Files.readString(node);
        Files.delete(root.resolve("calls"));

        machine.boot("broker1");
        assertThat(certify()).isEqualTo(new Tool.Outcome(0, ""));

        Files.delete(node.resolveSibling("authorities"));
        assertThat(certify()).as("as it was before there could be several").isEqualTo(new Tool.Outcome(0, ""));

        assertThat(node).hasContent(first);
        assertThat(next).doesNotExist();
        assertThat(machine.calls()).doesNotContain("acm-pca");
    }

    @Test
    void what_ends_before_long_is_replaced_when_the_server_starts() throws Exception {
        issuesFor(119);
        machine.boot("broker1");
        String first = Files.readString(node);
        issuesFor(395);

        assertThat(certify()).isEqualTo(new Tool.Outcome(0, ""));
        assertThat(node).hasContent(first);
        String second = Files.readString(next);
        assertThat(certify()).as("once").isEqualTo(new Tool.Outcome(0, ""));
        assertThat(next).hasContent(second);
        assertThat(second.substring(0, 200)).as("another key").isNotEqualTo(first.substring(0, 200));

        assertThat(machine.boot("broker1", "software").exitCode()).isZero();
        assertThat(node).hasContent(second);
        assertThat(next).doesNotExist();
    }

    @Test
    void a_mirror_has_one_for_each_cluster_that_it_copies_from_of_that_authority() throws Exception {
        machine = BootMachine.of(root, Example.named("mirrors-secured"), TGZ);

        assertThat(machine.boot("mirror1").text()).endsWith("trivet: mirror1 is up\n");

        Path west = root.resolve("etc/kafka/tls/west/node.pem");
        assertThat(certificate(node).getSubjectX500Principal().getName()).isEqualTo("CN=mirror");
        assertThat(certificate(node).getSubjectAlternativeNames()).isNotEmpty();
        assertThat(certificate(west).getSubjectX500Principal().getName()).isEqualTo("CN=mirror-films");
        assertThat(certificate(west).getSubjectAlternativeNames()).isNull();
        assertThat(west.resolveSibling("authority.pem")).exists();
        assertThat(machine.calls().lines().filter(line -> line.contains("issue-certificate")))
                .anyMatch(line -> line.contains("--region us-west-2 --certificate-authority-arn " + ARN_OF_WEST)
                        && line.contains("arn:aws:acm-pca:::template/EndEntityClientAuthCertificate/V1"));

        String first = Files.readString(west);
        assertThat(certify()).as("of both").isEqualTo(new Tool.Outcome(0, ""));
        assertThat(west.resolveSibling("next.pem")).doesNotExist();
        Path text = root.resolve("opt/trivet/role.txt");
        Files.writeString(text, Files.readString(text).replace("CN=mirror-films", "CN=reader"));
        assertThat(certify()).isEqualTo(new Tool.Outcome(0, ""));
        assertThat(next).doesNotExist();
        assertThat(west).hasContent(first);
        assertThat(certificate(west.resolveSibling("next.pem"))
                        .getSubjectX500Principal()
                        .getName())
                .isEqualTo("CN=reader");
        assertThat(machine.boot("mirror1", "software").exitCode()).isZero();
        assertThat(certificate(west).getSubjectX500Principal().getName()).isEqualTo("CN=reader");
    }

    @Test
    void other_names_are_another_certificate() throws Exception {
        machine.boot("broker1");
        Path text = root.resolve("opt/trivet/node.txt");
        Files.writeString(text, Files.readString(text).replace("CERTIFIED=", "CERTIFIED=DNS:other.example.com,"));

        assertThat(certify()).isEqualTo(new Tool.Outcome(0, ""));

        assertThat(certificate(next).getSubjectAlternativeNames()).hasSize(4);
    }

    @Test
    void a_node_without_a_certificate_does_not_come_up_and_says_why() throws Exception {
        machine.write("refusal", "An error occurred (AccessDeniedException) when calling it\n");

        Tool.Outcome outcome = machine.boot("broker1");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.text())
                .endsWith("trivet: broker1 is not told the certificate of " + ARN
                        + ": An error occurred (AccessDeniedException) when calling it \n");
        assertThat(machine.calls()).doesNotContain("kafka-storage", "systemctl enable");
        assertThat(root.resolve("bucket/reports/broker1/i-0abc")).isNotEmptyDirectory();

        Files.delete(root.resolve("refusal"));
        assertThat(machine.boot("broker1").text()).endsWith("trivet: broker1 is up\n");
    }

    @Test
    void while_no_other_can_be_had_the_old_one_serves() throws Exception {
        issuesFor(100);
        machine.boot("broker1");
        machine.write("refusal", "no\n");

        assertThat(certify())
                .isEqualTo(new Tool.Outcome(
                        0, "trivet: broker1 keeps its certificate, since " + ARN + " issues no other: no \n"));
        assertThat(machine.boot("broker1").text()).endsWith("trivet: broker1 is up\n");
    }

    @Test
    void an_authority_with_an_RSA_key_signs_with_it() throws Exception {
        authority("authority", "RSA");

        assertThat(machine.boot("broker1").exitCode()).isZero();

        assertThat(machine.calls()).contains(" --signing-algorithm SHA256WITHRSA ");
        assertThat(certificate(node).getSigAlgName()).isEqualTo("SHA256withRSA");
    }

    @Test
    void an_authority_takes_the_place_of_another_that_all_let_in_until_then() throws Exception {
        machine.boot("broker1");
        String first = Files.readString(node);
        authority("other", "EC", "-pkeyopt", "ec_paramgen_curve:P-256");
        Path trusted = node.resolveSibling("authority.pem");
        String old = Files.readString(root.resolve("authority.pem"));
        String other = Files.readString(root.resolve("other.pem"));

        describe(ARN, ARN_OF_WEST);
        assertThat(certify()).isEqualTo(new Tool.Outcome(0, ""));
        assertThat(trusted).hasContent(old + other);
        assertThat(next).doesNotExist();

        describe(ARN_OF_WEST, ARN);
        machine.write("refusal", "not now\n");
        assertThat(certify())
                .isEqualTo(new Tool.Outcome(
                        1, "trivet: broker1 is not told the certificate of " + ARN_OF_WEST + ": not now \n"));
        assertThat(trusted).hasContent(old + other);
        Files.delete(root.resolve("refusal"));
        assertThat(certify()).isEqualTo(new Tool.Outcome(0, ""));
        assertThat(trusted).hasContent(other + old);
        assertThat(node).hasContent(first);
        assertThat(certificate(next).getIssuerX500Principal().getName()).isEqualTo("CN=films other");
        machine.write("refusal", "not now\n");
        assertThat(certify()).as("another one is there already").isEqualTo(new Tool.Outcome(0, ""));
        Files.delete(root.resolve("refusal"));
        assertThat(machine.boot("broker1", "software").exitCode()).isZero();

        describe(ARN_OF_WEST, "");
        assertThat(certify()).isEqualTo(new Tool.Outcome(0, ""));
        assertThat(trusted).hasContent(other);
        assertThat(certificate(node).getIssuerX500Principal().getName()).isEqualTo("CN=films other");
        assertThat(next).doesNotExist();
    }

    private void describe(String authority, String trusts) throws IOException {
        Path role = root.resolve("opt/trivet/role.txt");
        Files.writeString(
                role,
                Files.readString(role)
                        .replaceAll("TRUSTS=.*\n", "")
                        .replaceFirst(
                                "AUTHORITY=.*\n",
                                "AUTHORITY=" + authority + "\n" + (trusts.isEmpty() ? "" : "TRUSTS=" + trusts + "\n")));
    }

    @Test
    void a_node_of_a_cluster_without_TLS_asks_for_none() throws Exception {
        machine.edit("broker1", text -> text.replaceAll("AUTHORITY=.*\n", ""));

        assertThat(machine.boot("broker1").exitCode()).isZero();

        assertThat(machine.calls()).doesNotContain("acm-pca");
    }
}
