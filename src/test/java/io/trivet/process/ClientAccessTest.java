package io.trivet.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.trivet.kafka.ClientProtocol;
import io.trivet.kafka.KafkaService;
import io.trivet.kafka.SaslMechanism;
import io.trivet.kafka.SettingDefault;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.common.security.auth.SecurityProtocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** As whom a client comes, by protocol and secret, and where its secret is. */
final class ClientAccessTest {
    private static ClientAccess access(ClientProtocol protocol, boolean secret, String authority) {
        return ClientAccess.of(
                KafkaService.OTHER,
                List.of("a:9092", "b:9092"),
                protocol,
                SaslMechanism.SCRAM_SHA_512,
                secret,
                authority);
    }

    static Stream<Arguments> everyAccess() {
        return Stream.of(ClientProtocol.values())
                .flatMap(protocol -> Stream.of(true, false)
                        .flatMap(secret -> Stream.of("", "/etc/kafka/ca.pem")
                                .map(authority -> Arguments.of(access(protocol, secret, authority)))));
    }

    @ParameterizedTest
    @CsvSource({
        "PLAINTEXT,      false, ",
        "PLAINTEXT,      true,  ",
        "SSL,            false, ",
        "SSL,            true,  KAFKA_CERTIFICATE KAFKA_KEY",
        "SASL_PLAINTEXT, false, KAFKA_PASSWORD KAFKA_USERNAME",
        "SASL_SSL,       true,  KAFKA_PASSWORD KAFKA_USERNAME"
    })
    void the_protocol_and_the_secret_say_as_whom_a_client_comes(
            ClientProtocol protocol, boolean secret, String variables) {
        assertThat(access(protocol, secret, "").variables())
                .containsExactly(variables == null ? new String[0] : variables.split(" "));
    }

    @Test
    void a_password_is_two_references_within_what_kafka_calls_jaas() {
        assertThat(access(ClientProtocol.SASL_SSL, true, "").connection())
                .containsExactly(
                        Map.entry("bootstrap.servers", "a:9092,b:9092"),
                        Map.entry("security.protocol", "SASL_SSL"),
                        Map.entry("sasl.mechanism", "SCRAM-SHA-512"),
                        Map.entry(
                                "sasl.jaas.config",
                                "org.apache.kafka.common.security.scram.ScramLoginModule required"
                                        + " username=\"${env:KAFKA_USERNAME}\" password=\"${env:KAFKA_PASSWORD}\";"));
    }

    @Test
    void a_certificate_is_two_references_in_pem() {
        assertThat(access(ClientProtocol.SSL, true, "/etc/kafka/ca.pem").connection())
                .containsExactly(
                        Map.entry("bootstrap.servers", "a:9092,b:9092"),
                        Map.entry("security.protocol", "SSL"),
                        Map.entry("ssl.keystore.type", "PEM"),
                        Map.entry("ssl.keystore.certificate.chain", "${env:KAFKA_CERTIFICATE}"),
                        Map.entry("ssl.keystore.key", "${env:KAFKA_KEY}"),
                        Map.entry("ssl.truststore.type", "PEM"),
                        Map.entry("ssl.truststore.location", "/etc/kafka/ca.pem"));
    }

    @Test
    void without_tls_there_is_no_authority_to_trust() {
        assertThat(access(ClientProtocol.PLAINTEXT, true, "/etc/kafka/ca.pem").connection())
                .containsOnlyKeys("bootstrap.servers", "security.protocol");
        assertThat(access(ClientProtocol.SASL_PLAINTEXT, true, "")
                        .trusting("/ca.pem")
                        .authority())
                .isEmpty();
        assertThat(access(ClientProtocol.SASL_SSL, true, "").trusting("/ca.pem").authority())
                .isEqualTo("/ca.pem");
    }

    /**
     * What a file refers to is what the program may look up: no less, or it fails; no more, or it could read others.
     */
    @ParameterizedTest
    @MethodSource("everyAccess")
    void a_client_may_look_up_the_variables_that_it_refers_to_and_no_other(ClientAccess access) {
        Map<String, String> provider = access.provider();
        List<String> referred = access.connection().values().stream()
                .flatMap(value -> Pattern.compile("\\$\\{env:([A-Z_]+)}")
                        .matcher(value)
                        .results()
                        .map(found -> found.group(1)))
                .sorted()
                .toList();

        assertThat(referred).isEqualTo(access.variables());
        assertThat(provider.isEmpty()).isEqualTo(referred.isEmpty());
        if (!provider.isEmpty()) {
            Pattern allowed = Pattern.compile(provider.get("config.providers.env.param.allowlist.pattern"));
            assertThat(referred).allMatch(variable -> allowed.matcher(variable).matches());
            assertThat(List.of("HOME", "KAFKA_", "KAFKA_PASSWORD2", "X_KAFKA_KEY", "AWS_SECRET_ACCESS_KEY"))
                    .noneMatch(variable -> allowed.matcher(variable).matches());
            assertThat(provider).containsEntry("config.providers", "env");
        }
    }

    @ParameterizedTest
    @MethodSource("everyAccess")
    void the_same_access_from_elsewhere_differs_in_where(ClientAccess access) {
        ClientAccess other = access.at(List.of("c:9092"));

        assertThat(other.connection()).containsEntry("bootstrap.servers", "c:9092");
        assertThat(other.at(access.bootstrap())).isEqualTo(access);
    }

    @ParameterizedTest
    @EnumSource
    void a_protocol_is_one_of_kafkas_own(ClientProtocol protocol) {
        SecurityProtocol kafkas = SecurityProtocol.forName(protocol.name());

        assertThat(kafkas.name()).isEqualTo(protocol.name());
        assertThat(protocol.encrypted()).isEqualTo(kafkas.name().endsWith("SSL"));
        assertThat(protocol.sasl()).isEqualTo(kafkas.name().startsWith("SASL_"));
    }

    @ParameterizedTest
    @EnumSource
    void the_module_of_a_mechanism_is_a_class_of_kafkas_client(SaslMechanism mechanism) throws ClassNotFoundException {
        assertThat(Class.forName(mechanism.loginModule()).getInterfaces())
                .extracting(Class::getName)
                .contains("javax.security.auth.spi.LoginModule");
    }

    @ParameterizedTest
    @EnumSource
    void a_service_asks_of_consumers_what_it_asks_of_all_and_more(KafkaService service) {
        ClientAccess access =
                ClientAccess.of(service, List.of("a:1"), ClientProtocol.SASL_SSL, SaslMechanism.PLAIN, true, "");

        assertThat(access.ofConsumers()).startsWith(access.settings().toArray(new SettingDefault[0]));
        assertThat(access.ofConsumers()).extracting(SettingDefault::key).doesNotHaveDuplicates();
    }

    /** Two clusters in one file of MirrorMaker: each with variables of its own, and settings behind its alias. */
    @ParameterizedTest
    @CsvSource({"orders, KAFKA_ORDERS_", "films-eu, KAFKA_FILMS_EU_", "a, KAFKA_A_"})
    void a_mirror_knows_a_cluster_by_an_alias_and_a_secret_of_its_own(String alias, String variables) {
        String text = ClientFiles.mirror(alias, access(ClientProtocol.SASL_SSL, true, ""))
                .text();

        assertThat(text)
                .contains(
                        "\n" + alias + ".bootstrap.servers=a:9092,b:9092\n",
                        "${env:" + variables + "PASSWORD}",
                        "${env:" + variables + "USERNAME}",
                        "# " + alias + "->other.enabled=true\n")
                .doesNotContain("${env:KAFKA_PASSWORD}");
        assertThat(ClientFiles.mirror(alias, access(ClientProtocol.PLAINTEXT, false, ""))
                        .text())
                .doesNotContain("${", "config.providers");
    }
}
