package io.trivet.process.client;

import io.trivet.kafka.SettingDefault;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Settings as environment variables, a line each, as {@code docker run --env-file}, Kubernetes and systemd's
 * {@code EnvironmentFile} read them: a value is the rest of its line.
 */
final class Environment {
    /** What is the same again in small letters, with a point for each _. */
    private static final Pattern IN_CAPITALS = Pattern.compile("[a-z0-9.]+");

    private Environment() {}

    /**
     * The text.
     *
     * @param provider what makes a client look up references
     * @param notes sentences for the head
     */
    static String text(String name, List<RoleSettings> roles, Map<String, String> provider, List<String> notes) {
        StringBuilder text = new StringBuilder();
        note(text, name + ": a setting in capitals, with _ for a point, behind KAFKA_PRODUCER_ or KAFKA_CONSUMER_.");
        note(text, "Read by docker run --env-file, Kubernetes and systemd; a shell would take values apart.");
        notes.forEach(note -> note(text, note));
        for (RoleSettings role : roles) {
            text.append('\n');
            role.notes().forEach(note -> note(text, note));
            String prefix = "KAFKA_" + role.role().toUpperCase(Locale.ROOT) + "_";
            provider.forEach((key, value) -> line(text, prefix, key, value));
            for (SettingDefault row : role.rows()) {
                if (IN_CAPITALS.matcher(row.key()).matches()) {
                    line(text, prefix, row.key(), row.value());
                } else {
                    note(
                            text,
                            "No variable keeps this name, so that the program sets it: " + row.key() + "="
                                    + row.value());
                }
            }
        }
        return text.toString();
    }

    private static void note(StringBuilder text, String note) {
        text.append("# ").append(note).append('\n');
    }

    private static void line(StringBuilder text, String prefix, String key, String value) {
        text.append(prefix)
                .append(key.toUpperCase(Locale.ROOT).replace('.', '_'))
                .append('=')
                .append(value)
                .append('\n');
    }
}
