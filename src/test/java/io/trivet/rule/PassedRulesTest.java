package io.trivet.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.trivet.kafka.Catalogue;
import io.trivet.kafka.JarClass;
import io.trivet.kafka.KafkaVersion;
import io.trivet.kafka.MetadataMode;
import io.trivet.kafka.PluginClasses;
import io.trivet.kafka.Server;
import io.trivet.platform.Section;
import io.trivet.problem.Finding;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class PassedRulesTest {
    private static final String CALLBACK = "client.quota.callback.class";
    private static final String STORAGE = "remote.log.storage.manager.class.name";

    private static final PluginClasses PLUGINS = new PluginClasses(
            new TreeMap<>(Map.of(
                    "own",
                    new TreeMap<>(Map.of(
                            "a.Quotas",
                            new JarClass(
                                    "a.Quotas",
                                    List.of("org.apache.kafka.server.quota.ClientQuotaCallback"),
                                    true,
                                    true,
                                    new TreeSet<>(List.of(
                                            "client.quota.callback.static.produce",
                                            "our.quotas.prefix.",
                                            "words"))))))),
            new TreeSet<>());

    private static PassedRules rules(PluginClasses plugins, Map<String, String> settings) {
        SortedMap<String, String> described = new TreeMap<>(settings);
        return new PassedRules(
                Catalogue.of(KafkaVersion.V4_3_1),
                plugins,
                new Section(
                        "brokers.settings",
                        described,
                        described,
                        new Server(MetadataMode.KRAFT, true, 3, List.of("client", "replication", "partners_eu"))));
    }

    /** Whether a setting with the value 1 is accepted beside these. */
    private static boolean isAccepted(PluginClasses plugins, String key, Map<String, String> beside) {
        SortedMap<String, String> all = new TreeMap<>(beside);
        all.put(key, "10");
        PassedRules rules = rules(plugins, all);
        return rules.isPassed(key) && rules.check(key, "10").isEmpty();
    }

    @Test
    void what_a_plugin_reads_is_accepted_exactly_beside_a_class_of_it() {
        Map<String, String> described = Map.of(CALLBACK, "a.Quotas");

        assertThat(isAccepted(PLUGINS, "client.quota.callback.static.produce", described))
                .isTrue();
        assertThat(isAccepted(PLUGINS, "client.quota.callback.static.produce", Map.of()))
                .isFalse();
        assertThat(isAccepted(PLUGINS, "client.quota.callback.static.produse", described))
                .isFalse();
        assertThat(isAccepted(PLUGINS, "our.quotas.prefix.any", described)).isTrue();
        assertThat(isAccepted(PLUGINS, "our.quotas.prefix.any", Map.of())).isFalse();
        assertThat(isAccepted(PLUGINS, "words.any", described)).isFalse();
    }

    @Test
    void of_a_plugin_that_is_not_here_anything_may_be_read() {
        PluginClasses unread = PluginClasses.unread(List.of("own"));

        assertThat(isAccepted(unread, "our.quotas.any", Map.of(CALLBACK, "a.Quotas")))
                .isTrue();
        assertThat(isAccepted(unread, "our.quotas.any", Map.of())).isFalse();
    }

    @Test
    void a_misspelt_setting_of_a_plugin_is_mended_by_what_its_jar_says() {
        PassedRules rules = rules(PLUGINS, Map.of(CALLBACK, "a.Quotas"));

        Optional<Finding> finding = rules.check("client.quota.callback.static.produse", "7");

        assertThat(finding.orElseThrow().mend()).isEqualTo("write client.quota.callback.static.produce: 7 instead");
    }

    @Test
    void settings_of_tiered_storage_go_by_its_switch_its_class_and_its_prefix() {
        Map<String, String> on = Map.of("remote.log.storage.system.enable", "true", STORAGE, "a.Tiers");
        SortedMap<String, String> named = new TreeMap<>(on);
        named.put("remote.log.storage.manager.impl.prefix", "tiers.");

        assertThat(isAccepted(PLUGINS, "rsm.config.chunk.size", on)).isTrue();
        assertThat(isAccepted(PLUGINS, "rlmm.config.remote.log.metadata.topic.num.partitions", on))
                .isTrue();
        assertThat(isAccepted(PLUGINS, "rsm.config.chunk.size", Map.of(STORAGE, "a.Tiers")))
                .isFalse();
        assertThat(isAccepted(PLUGINS, "rsm.config.chunk.size", Map.of("remote.log.storage.system.enable", "true")))
                .isFalse();
        assertThat(isAccepted(PLUGINS, "tiers.chunk.size", named)).isTrue();
        assertThat(isAccepted(PLUGINS, "tiers.chunk.size", on)).isFalse();
    }

    @Test
    void settings_of_listeners_are_those_that_a_listener_has_of_its_own() {
        assertThat(isAccepted(PLUGINS, "listener.name.client.max.connections", Map.of()))
                .isTrue();
        assertThat(isAccepted(PLUGINS, "listener.name.replication.num.network.threads", Map.of()))
                .isTrue();
        assertThat(isAccepted(PLUGINS, "listener.name.partners_eu.max.connections", Map.of()))
                .isTrue();
        assertThat(isAccepted(PLUGINS, "listener.name.public.max.connections", Map.of()))
                .isFalse();
        assertThat(isAccepted(PLUGINS, "listener.name.client.num.io.threads", Map.of()))
                .isFalse();
    }

    @Test
    void a_value_that_a_provider_gives_is_not_judged() {
        PassedRules rules = rules(PLUGINS, Map.of("config.providers", "env, file"));

        assertThat(rules.isProvided("${env:THREADS}")).isTrue();
        assertThat(rules.isProvided("${file:/etc/own:threads}")).isTrue();
        assertThat(rules.isProvided("${vault:threads}")).isFalse();
        assertThat(rules.isProvided("8")).isFalse();
    }
}
