package io.trivet.component;

import java.util.Map;

/**
 * Text of a Java properties file, section by section, in the order in which it was written.
 *
 * <p>Source: {@code java.util.Properties#load}, whose escapes it writes: a backslash doubles, a space or a line end at
 * the start of a value is escaped.
 */
final class Properties {
    private final StringBuilder text = new StringBuilder();

    /** A comment line that opens a section. */
    Properties section(String title) {
        if (!text.isEmpty()) {
            text.append('\n');
        }
        text.append("# ").append(title).append('\n');
        return this;
    }

    /** One setting. */
    Properties set(String key, Object value) {
        text.append(escape(key).replace("=", "\\=").replace(":", "\\:"))
                .append('=')
                .append(escape(value.toString()))
                .append('\n');
        return this;
    }

    /** Settings, in the order of the map. */
    Properties setAll(Map<String, String> settings) {
        settings.forEach(this::set);
        return this;
    }

    private static String escape(String raw) {
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            switch (c) {
                case '\\' -> escaped.append("\\\\");
                case '\n' -> escaped.append("\\n");
                case '\r' -> escaped.append("\\r");
                case '\t' -> escaped.append("\\t");
                default -> {
                    if (c == ' ' && i == 0) {
                        escaped.append('\\');
                    }
                    escaped.append(c);
                }
            }
        }
        return escaped.toString();
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
