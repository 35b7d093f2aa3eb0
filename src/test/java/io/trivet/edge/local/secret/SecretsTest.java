package io.trivet.edge.local.secret;

import static org.assertj.core.api.Assertions.assertThat;

import io.trivet.operate.Failure;
import io.trivet.stack.Security;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SecretsTest {
    private static final String ONE = "arn:aws:acm-pca:us-east-1:123456789012:certificate-authority/1234abcd-12ab";
    private static final String OTHER = "arn:aws:acm-pca:us-east-1:123456789012:certificate-authority/5678abcd-12ab";

    @TempDir
    private Path root;

    private Secrets secrets;

    @BeforeEach
    void a_cluster_on_this_machine() {
        secrets = new Secrets(root);
    }

    @Test
    void the_first_authority_signs_and_all_are_trusted() throws Exception {
        make(ONE, OTHER);

        assertThat(secrets.authority()).hasContent(certificate(ONE) + certificate(OTHER));
        Credential first = administrator();
        first.certificate().verify(authority(ONE).certificate().getPublicKey());
        make(ONE);
        assertThat(administrator().text()).as("what is signed stays").isEqualTo(first.text());

        make(OTHER, ONE);

        assertThat(secrets.authority()).hasContent(certificate(OTHER) + certificate(ONE));
        administrator().certificate().verify(authority(OTHER).certificate().getPublicKey());
        assertThat(authority(ONE).certificate().getSubjectX500Principal())
                .as("OpenSSL tells them apart by their names")
                .isNotEqualTo(authority(OTHER).certificate().getSubjectX500Principal());
    }

    @Test
    void the_one_of_before_there_could_be_several_stays_that_of_its_cluster() throws Exception {
        make(ONE);
        String signer = authority(ONE).text();
        String trusted = Files.readString(secrets.authority());
        String administrator = administrator().text();
        Path before = root.resolve("secrets/authority.key.pem");
        Files.move(file(ONE), before);
        Files.delete(file(ONE).getParent());

        make(ONE);

        assertThat(authority(ONE).text()).isEqualTo(signer);
        assertThat(before).doesNotExist();
        assertThat(secrets.authority()).hasContent(trusted);
        assertThat(administrator().text()).isEqualTo(administrator);
    }

    private void make(String authority, String... trusts) throws Failure {
        secrets.make(
                "films",
                new Security(List.of(Security.Authentication.MTLS), authority, Optional.of(List.of(trusts))),
                new TreeMap<>(),
                List.of(),
                "127.0.0.1:9092");
    }

    private Path file(String arn) {
        return root.resolve("secrets/authorities").resolve(arn.replaceFirst(".*/", "") + ".pem");
    }

    private Credential authority(String arn) throws IOException {
        return Credential.parse(Files.readString(file(arn))).orElseThrow();
    }

    private String certificate(String arn) throws IOException {
        return authority(arn).certificateText();
    }

    private Credential administrator() throws IOException {
        return Credential.parse(Files.readString(root.resolve("secrets/administrator.pem")))
                .orElseThrow();
    }
}
