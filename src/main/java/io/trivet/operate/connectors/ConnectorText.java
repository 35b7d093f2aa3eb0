package io.trivet.operate.connectors;

import java.util.List;
import java.util.regex.Pattern;

/** What connectors say, as it may be handed on. */
final class ConnectorText {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{[A-Za-z0-9_-]+:[^}]*}");
    private static final Pattern USER = Pattern.compile("://[^/?#\\s@]*@");
    private static final Pattern PASSWORD =
            Pattern.compile("(?i)(passw(or)?d|secret|token)([\"']?\\s*[=:]\\s*)[^\\s,;&]+");
    private static final int LONGEST = 500;

    private ConnectorText() {}

    /** Whether a value refers to a provider. */
    static boolean isReference(String value) {
        return REFERENCE.matcher(value).find();
    }

    /** A line without users in addresses, and without what stands behind the word for a secret. */
    static String told(String text) {
        String told =
                PASSWORD.matcher(USER.matcher(text).replaceAll("://(hidden)@")).replaceAll("$1$3(hidden)");
        return told.length() <= LONGEST ? told : told.substring(0, LONGEST) + "…";
    }

    /** A text without the values that were read of references. */
    static String without(List<String> values, String text) {
        String without = text;
        for (String value : values) {
            if (!value.isEmpty()) {
                without = without.replace(value, ConnectorDelta.HIDDEN);
            }
        }
        return without;
    }
}
