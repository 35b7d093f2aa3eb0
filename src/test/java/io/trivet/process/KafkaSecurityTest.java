package io.trivet.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import javax.security.auth.x500.X500Principal;
import org.apache.kafka.common.security.ssl.SslPrincipalMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom a certificate is of, by Kafka's own reader of the rules. */
final class KafkaSecurityTest {
    private static String user(String subject) throws IOException {
        return SslPrincipalMapper.fromRules(KafkaSecurity.NAMES).getName(new X500Principal(subject).getName());
    }

    @Test
    void a_client_is_called_by_its_name_and_all_nodes_are_one() throws IOException {
        assertThat(user("CN=shop")).isEqualTo("shop");
        assertThat(user("CN=broker1,OU=nodes")).isEqualTo("OU=nodes");
        assertThat(user("CN=trivet,OU=administrators")).isEqualTo("OU=administrators");
        assertThat(user("CN=shop,O=Example")).isEqualTo("CN=shop,O=Example");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"shop", "Shop.1_a-b", ".", "a234567890123456789012345678901234567890123456789012345678901234"})
    void a_user_has_a_certificate_that_is_called_by_its_name(String name) throws IOException {
        assertThat(KafkaSecurity.isUser(name)).isTrue();
        assertThat(user(KafkaSecurity.subject(name))).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ANONYMOUS",
                "OU=nodes",
                "a b",
                "../shop",
                "é",
                "a2345678901234567890123456789012345678901234567890123456789012345"
            })
    void no_other_name_is_that_of_a_user(String name) {
        assertThat(KafkaSecurity.isUser(name)).isFalse();
    }

    /** A part of a name that is none: these are clients of the authority's, called so. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "CN=\"a,OU=nodes\"",
                "CN=\"a,OU=administrators\"",
                "CN=OU\\=nodes",
                "CN=a+OU=nodes",
                "CN=broker1,OU=nodes,O=Example",
                "O=Example,CN=broker1,OU=nodes",
                "CN=broker1,OU=nodes2"
            })
    void no_other_name_is_that_of_a_node(String subject) throws IOException {
        assertThat(user(subject)).isNotIn("OU=nodes", "OU=administrators");
    }
}
