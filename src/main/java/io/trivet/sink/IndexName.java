package io.trivet.sink;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which names an index can have.
 *
 * <p>Source: https://docs.opensearch.org/latest/api-reference/index-apis/create-index/, index naming restrictions, and
 * {@code MetadataCreateIndexService.validateIndexOrAliasName} of OpenSearch 2.19.
 */
final class IndexName {
    private static final int LONGEST = 255;
    private static final Pattern REFUSED = Pattern.compile("[\\\\/*?\"<>| ,#:]");

    private IndexName() {}

    /** The index that a topic has where no other is said. */
    static String of(String topic) {
        return topic.toLowerCase(Locale.ROOT);
    }

    /** Why no index can have this name; empty where one can. */
    static Optional<String> refusal(String name) {
        String why = "";
        if (name.isEmpty() || name.equals(".") || name.equals("..")) {
            why = "must be more than dots";
        } else if (!name.equals(name.toLowerCase(Locale.ROOT))) {
            why = "must be in lower case";
        } else if ("-_+".indexOf(name.charAt(0)) >= 0) {
            why = "must not begin with -, _ or +";
        } else if (REFUSED.matcher(name).find()) {
            why = "must have none of \\ / * ? \" < > | , # : and no space";
        } else if (name.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
            why = "must have at most " + LONGEST + " bytes";
        }
        return why.isEmpty() ? Optional.empty() : Optional.of("index '" + name + "' " + why);
    }
}
