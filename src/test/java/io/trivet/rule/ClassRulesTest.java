package io.trivet.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.trivet.kafka.Catalogue;
import io.trivet.kafka.JarClass;
import io.trivet.kafka.KafkaVersion;
import io.trivet.kafka.PluginClasses;
import io.trivet.kafka.ServerClasses;
import io.trivet.kafka.Setting;
import io.trivet.kafka.SettingType;
import io.trivet.problem.Finding;
import io.trivet.problem.Place;
import io.trivet.problem.Severity;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class ClassRulesTest {
    private static final String CALLBACK = "org.apache.kafka.server.quota.ClientQuotaCallback";
    private static final SortedSet<String> NO_TEXT = new TreeSet<>();

    @ParameterizedTest
    @EnumSource
    void every_setting_of_a_class_says_what_it_wants(KafkaVersion version) {
        ServerClasses classes = ServerClasses.of(version);

        assertThat(Catalogue.of(version).brokers().values().stream()
                        .filter(setting -> setting.type() == SettingType.CLASS
                                || setting.name().matches(".*(\\.class|\\.class\\.name|\\.reporters|\\.assignors)")))
                .allSatisfy(setting -> assertThat(classes.wanted(setting.name()))
                        .as(setting.name())
                        .isPresent());
    }

    @ParameterizedTest
    @EnumSource
    void what_kafka_takes_when_nothing_is_described_is_there(KafkaVersion version) {
        ClassRules rules = new ClassRules(version, Optional.empty());

        for (Setting setting : Catalogue.of(version).brokers().values()) {
            assertThat(rules.check(setting.name(), setting.fallback().text()))
                    .as(setting.name())
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "V3_9_2, authorizer.class.name, kafka.security.auth.SimpleAclAuthorizer",
        "V4_3_1, authorizer.class.name, kafka.security.auth.SimpleAclAuthorizer",
        "V4_3_1, authorizer.class.name, kafka.security.authorizer.AclAuthorizer",
        "V3_9_2, group.consumer.assignors, uniform",
        "V3_9_2, metric.reporters, org.apache.kafka.common.telemetry.internals.ClientTelemetryReporter",
        "V4_3_1, replica.selector.class, org.apache.kafka.common.replica.ReplicaSelector",
        "V4_3_1, replica.selector.class, org.apache.kafka.common.metrics.JmxReporter",
        "V4_3_1, replica.selector.class, java.lang.String",
        "V4_3_1, listener.name.client.principal.builder.class, com.example.Builder",
        "V4_3_1, config.providers.vault.class, com.example.Vault",
    })
    void a_class_that_the_version_cannot_make_of_that_kind_is_refused(KafkaVersion version, String key, String name) {
        assertThat(new ClassRules(version, Optional.of(PluginClasses.NONE)).check(key, name))
                .isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "V3_9_2, authorizer.class.name, kafka.security.authorizer.AclAuthorizer",
        "V3_9_2, authorizer.class.name, org.apache.kafka.metadata.authorizer.StandardAuthorizer",
        "V3_9_2, zookeeper.clientCnxnSocket, org.apache.zookeeper.ClientCnxnSocketNetty",
        "V4_3_1, group.consumer.assignors, 'uniform, range'",
        "V4_3_1, replica.selector.class, org.apache.kafka.common.replica.RackAwareReplicaSelector",
        "V4_3_1, config.providers.env.class, org.apache.kafka.common.config.provider.EnvVarConfigProvider",
        "V4_3_1, metric.reporters, ''",
        "V4_3_1, num.io.threads, 8",
    })
    void a_class_of_the_version_is_accepted(KafkaVersion version, String key, String value) {
        assertThat(new ClassRules(version, Optional.of(PluginClasses.NONE)).check(key, value))
                .isEmpty();
    }

    @Test
    void a_class_of_a_plugin_is_judged_by_what_stands_above_it() {
        PluginClasses plugins = new PluginClasses(
                new TreeMap<>(Map.of(
                        "quotas",
                        jar(
                                new JarClass("a.Base", List.of("java.lang.Object", CALLBACK), false, false, NO_TEXT),
                                new JarClass("a.Quotas", List.of("a.Base"), true, true, NO_TEXT),
                                new JarClass("a.Hidden", List.of("a.Base"), true, false, NO_TEXT),
                                new JarClass("a.Other", List.of("java.lang.Object"), true, true, NO_TEXT),
                                new JarClass("a.Round", List.of("a.Round"), true, true, NO_TEXT)))),
                new TreeSet<>());

        assertThat(found(plugins, "a.Quotas")).isEmpty();
        for (String unmade : List.of("a.Base", "a.Hidden")) {
            assertThat(new ClassRules(KafkaVersion.V4_3_1, Optional.of(plugins))
                            .check("client.quota.callback.class", unmade))
                    .contains(new Finding(
                            Severity.ERROR,
                            CommonRule.SETTING_CLASS,
                            unmade + " of plugin quotas",
                            "be a ClientQuotaCallback that a server can make: a public class, not abstract, with a public"
                                    + " constructor without arguments",
                            "name such a class, or remove it"));
        }
        assertThat(found(plugins, "a.Other")).contains("a.Other of plugin quotas, which is no ClientQuotaCallback");
        assertThat(found(plugins, "a.Round")).contains("a.Round of plugin quotas, which is no ClientQuotaCallback");
        assertThat(found(plugins, "a.Quota")).contains("a.Quota");
        assertThat(new ClassRules(KafkaVersion.V4_3_1, Optional.of(plugins))
                        .check("client.quota.callback.class", "a.Quota")
                        .orElseThrow()
                        .at(Place.ofPath(""))
                        .mend())
                .isEqualTo("write a.Quotas");
    }

    @Test
    void what_may_be_in_a_jar_that_is_not_here_is_left_alone() {
        PluginClasses unread = new PluginClasses(new TreeMap<>(), new TreeSet<>(List.of("quotas")));

        assertThat(found(unread, "a.Quotas")).isEmpty();
        assertThat(found(unread, "org.apache.kafka.common.metrics.JmxReporter"))
                .contains("org.apache.kafka.common.metrics.JmxReporter, which is a MetricsReporter");
    }

    private static SortedMap<String, JarClass> jar(JarClass... classes) {
        SortedMap<String, JarClass> jar = new TreeMap<>();
        for (JarClass one : classes) {
            jar.put(one.name(), one);
        }
        return jar;
    }

    private static Optional<String> found(PluginClasses plugins, String name) {
        return new ClassRules(KafkaVersion.V4_3_1, Optional.of(plugins))
                .check("client.quota.callback.class", name)
                .map(finding -> finding.at(Place.ofPath("")).found());
    }
}
