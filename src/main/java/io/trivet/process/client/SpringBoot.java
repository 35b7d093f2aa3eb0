package io.trivet.process.client;

import io.trivet.kafka.SettingDefault;
import io.trivet.kafka.client.ConsumerPreset;
import io.trivet.process.ClientAccess;
import io.trivet.process.YamlDocument;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Settings as {@code application.yaml} of Spring Boot: under its own keys where it has one, else as {@code properties},
 * which it hands on. It resolves variables of the environment itself.
 *
 * <p>Source: Spring Boot 3.5 reference, application properties ({@code spring.kafka}) and messaging.
 */
final class SpringBoot {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{env:(\\w+)}");
    private static final Map<String, String> OWN = own(
            "acks", "acks",
            "auto.commit.interval.ms", "auto-commit-interval",
            "auto.offset.reset", "auto-offset-reset",
            "batch.size", "batch-size",
            "buffer.memory", "buffer-memory",
            "client.id", "client-id",
            "compression.type", "compression-type",
            "enable.auto.commit", "enable-auto-commit",
            "group.id", "group-id",
            "isolation.level", "isolation-level",
            "retries", "retries",
            "transactional.id", "transaction-id-prefix",
            "value.deserializer", "value-deserializer",
            "value.serializer", "value-serializer");

    private SpringBoot() {}

    static String text(Application application, List<RoleSettings> roles) {
        ClientAccess access = application.access();
        StringBuilder head = new StringBuilder("# ").append(application.name()).append(" on Spring Boot\n");
        Map<String, Object> kafka = new LinkedHashMap<>();
        Map<String, String> shared = new LinkedHashMap<>();
        access.connection().forEach((key, value) -> {
            if (key.equals("bootstrap.servers")) {
                kafka.put("bootstrap-servers", resolved(value));
            } else {
                shared.put("[" + key + "]", resolved(value));
            }
        });
        kafka.put("properties", shared);
        for (RoleSettings role : roles) {
            role.notes().forEach(note -> head.append("# ").append(note).append('\n'));
            kafka.put(role.role(), of(role, access));
        }
        // A listener commits by itself as long as its program does not ask to.
        if (application
                .client()
                .consumer()
                .filter(consumer -> consumer.preset() == ConsumerPreset.MANUAL)
                .isPresent()) {
            kafka.put("listener", own("ack-mode", "manual"));
        }
        Map<String, Object> spring = new LinkedHashMap<>();
        spring.put("kafka", kafka);
        Map<String, Object> whole = new LinkedHashMap<>();
        whole.put("spring", spring);
        return head + YamlDocument.of(whole);
    }

    private static Map<String, Object> of(RoleSettings role, ClientAccess access) {
        Map<String, Object> settings = new LinkedHashMap<>();
        Map<String, String> handedOn = new LinkedHashMap<>();
        for (SettingDefault row : role.rows()) {
            if (access.connection().containsKey(row.key())) {
                continue;
            }
            String own = OWN.get(row.key());
            if (own == null) {
                handedOn.put("[" + row.key() + "]", resolved(row.value()));
            } else {
                settings.put(own, value(row));
            }
        }
        if (!handedOn.isEmpty()) {
            settings.put("properties", handedOn);
        }
        return settings;
    }

    /** Sizes and times have units there, and instances of a prefix get numbers behind it. */
    private static String value(SettingDefault row) {
        return switch (row.key()) {
            case "batch.size", "buffer.memory" -> row.value() + "B";
            case "auto.commit.interval.ms" -> row.value() + "ms";
            case "isolation.level" -> row.value().replace('_', '-');
            case "transactional.id" -> row.value() + "-";
            default -> row.value();
        };
    }

    private static String resolved(String value) {
        return REFERENCE.matcher(value).replaceAll("\\${$1}");
    }

    private static Map<String, String> own(String... pairs) {
        Map<String, String> own = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            own.put(pairs[i], pairs[i + 1]);
        }
        return own;
    }
}
