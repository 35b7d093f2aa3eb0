package io.trivet.edge.aws;

import io.trivet.process.JsonDocument;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One statement of a policy of IAM: who may do what with what.
 *
 * <p>Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html.
 *
 * @param members in the order in which they are written
 */
record Statement(Map<String, Object> members) {
    static final String EVERYTHING = "*";

    Statement {
        members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    }

    /** Lets these things be done. */
    static Statement allow(String... actions) {
        return of("Allow", actions);
    }

    /** Lets these things never be done. */
    static Statement deny(String... actions) {
        return of("Deny", actions);
    }

    private static Statement of(String effect, String... actions) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("Effect", effect);
        members.put("Action", one(List.of(actions)));
        return new Statement(members);
    }

    /** By these alone, of a kind that IAM knows. */
    Statement by(String kind, List<String> who) {
        return with("Principal", Collections.singletonMap(kind, one(who)));
    }

    /** By all there are. */
    Statement byAll() {
        return with("Principal", EVERYTHING);
    }

    /** With these things alone. */
    Statement with(List<String> resources) {
        return with("Resource", one(resources));
    }

    /** While the key of the request is one of these, as the operator compares. */
    Statement when(String operator, String key, List<String> values) {
        Map<String, Object> conditions = new LinkedHashMap<>();
        if (members.get("Condition") instanceof Map<?, ?> earlier) {
            earlier.forEach((name, compared) -> conditions.put(name.toString(), compared));
        }
        conditions.put(operator, Collections.singletonMap(key, one(values)));
        return with("Condition", conditions);
    }

    private Statement with(String member, Object value) {
        Map<String, Object> changed = new LinkedHashMap<>(members);
        changed.put(member, value);
        return new Statement(changed);
    }

    private static Object one(List<String> texts) {
        return texts.size() == 1 ? texts.get(0) : texts;
    }

    /** The policy of these statements, as JSON. */
    static String policy(List<Statement> statements) {
        Map<String, Object> policy = new LinkedHashMap<>();
        policy.put("Version", "2012-10-17");
        policy.put("Statement", statements.stream().map(Statement::members).toList());
        return JsonDocument.of(policy);
    }
}
