package io.trivet.kafka.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.trivet.edge.local.artifact.JarsOf;
import java.net.URLClassLoader;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Presets against the classes of released kafka-clients: what they know, take and have by default. */
final class PresetsIT {
    private static final String PRODUCER = "org.apache.kafka.clients.producer.ProducerConfig";
    private static final String CONSUMER = "org.apache.kafka.clients.consumer.ConsumerConfig";

    @ParameterizedTest
    @ValueSource(strings = {"0.11.0.3", "1.1.1", "2.0.1", "2.8.2", "3.0.2", "3.9.2", "4.3.1"})
    void a_released_client_takes_its_settings_and_has_the_defaults_that_are_told(String text) throws Exception {
        ClientVersion version = ClientVersion.parse(text).orElseThrow();
        try (URLClassLoader jars = JarsOf.library("org.apache.kafka:kafka-clients:" + text)) {
            Set<ClientSetting> producer = new LinkedHashSet<>();
            for (ProducerPreset preset : ProducerPreset.values()) {
                producer.addAll(preset.rows());
                holds(jars, PRODUCER, "Serializer", map(preset.settings(version), preset.isTransactional()));
            }
            defaults(jars, PRODUCER, version, producer);
            Set<ClientSetting> consumer = new LinkedHashSet<>();
            for (ConsumerPreset preset : ConsumerPreset.values()) {
                consumer.addAll(preset.rows());
                holds(jars, CONSUMER, "Deserializer", map(preset.settings(version), false));
            }
            defaults(jars, CONSUMER, version, consumer);
        }
    }

    private static Map<String, Object> map(List<io.trivet.kafka.SettingDefault> rows, boolean transactional) {
        Map<String, Object> map = new LinkedHashMap<>();
        rows.forEach(row -> map.put(row.key(), row.value()));
        if (transactional) {
            map.put("transactional.id", "one");
        }
        return map;
    }

    /** Every name is known, and the class makes a configuration of it. */
    private static void holds(URLClassLoader jars, String type, String serde, Map<String, Object> settings)
            throws Exception {
        assertThat(names(jars, type).containsAll(settings.keySet()))
                .as(settings.keySet() + " are known to " + type)
                .isTrue();
        Map<String, Object> whole = new LinkedHashMap<>(settings);
        whole.put("bootstrap.servers", "127.0.0.1:9092");
        if (type.equals(CONSUMER)) {
            whole.put("group.id", "one");
        }
        String strings = "org.apache.kafka.common.serialization.String" + serde;
        String kind = serde.toLowerCase(java.util.Locale.ROOT);
        whole.put("key." + kind, strings);
        whole.put("value." + kind, strings);
        within(jars, () -> {
            var constructor = jars.loadClass(type).getDeclaredConstructor(Map.class);
            constructor.setAccessible(true);
            return constructor.newInstance(whole);
        });
    }

    /** A default that is told of an earlier version is that version's, and no longer that of the version named. */
    private static void defaults(URLClassLoader jars, String type, ClientVersion version, Set<ClientSetting> rows)
            throws Exception {
        for (ClientSetting row : rows) {
            String key = row.row().key();
            boolean known = names(jars, type).contains(key);
            if (!row.row().value().equals("zstd")) {
                assertThat(known).as(key + " in " + version).isEqualTo(version.isAtLeast(row.since()));
            }
            if (known && row.former().isPresent()) {
                boolean old = !version.isAtLeast(row.former().get().until());
                assertThat(String.valueOf(fallback(jars, type, key))
                                .equals(row.former().get().value()))
                        .as("the default of " + key + " in " + version)
                        .isEqualTo(old);
            }
        }
    }

    private static Set<?> names(URLClassLoader jars, String type) throws Exception {
        return (Set<?>)
                within(jars, () -> jars.loadClass(type).getMethod("configNames").invoke(null));
    }

    private static Object fallback(URLClassLoader jars, String type, String key) throws Exception {
        return within(jars, () -> {
            var field = jars.loadClass(type).getDeclaredField("CONFIG");
            field.setAccessible(true);
            Object definition = field.get(null);
            Map<?, ?> keys =
                    (Map<?, ?>) definition.getClass().getMethod("configKeys").invoke(definition);
            Object setting = keys.get(key);
            return setting.getClass().getField("defaultValue").get(setting);
        });
    }

    private interface Action {
        Object run() throws Exception;
    }

    private static Object within(URLClassLoader jars, Action action) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(jars);
        try {
            return action.run();
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
