package io.trivet.edge.aws;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whose resources are whose: nodes by role, and zones. */
final class Members {
    private static final Pattern NODE = Member.word("(broker|controller|zk)(\\d+)");
    private static final Pattern ZONE = Member.word("[a-z]{2}-[a-z]+-\\d[a-z]");
    private static final int SHORT = 12;

    /** By title. */
    private final Map<String, Asked> all = new LinkedHashMap<>();

    private final Map<String, Member> nodes = new LinkedHashMap<>();

    Members(List<Asked> list) {
        list.forEach(asked -> all.put(asked.title(), asked));
    }

    /** Those of each kind, and what is asked for each. */
    SortedMap<String, SortedMap<Member, List<Asked>>> byKind() {
        SortedMap<String, SortedMap<Member, List<Asked>>> kinds = new TreeMap<>();
        for (Asked asked : all.values()) {
            of(asked)
                    .ifPresent(member -> kinds.computeIfAbsent(member.kind(), kind -> new TreeMap<>())
                            .computeIfAbsent(member, key -> new ArrayList<>())
                            .add(asked));
        }
        return kinds;
    }

    /** The one that a resource belongs to, by its name or by its parent's. */
    Optional<Member> of(Asked asked) {
        Matcher zone = ZONE.matcher(asked.name());
        return node(asked.name()).or(() -> zone.find() ? Optional.of(zone(zone.group())) : node(asked.parent()));
    }

    private static Member zone(String name) {
        return new Member("zone", 0, name, new TreeMap<>(Map.of("name", name)), new TreeMap<>());
    }

    private Optional<Member> node(String text) {
        Matcher found = NODE.matcher(text);
        return found.find()
                ? Optional.of(nodes.computeIfAbsent(
                        found.group(), name -> node(name, found.group(1), Integer.parseInt(found.group(2)))))
                : Optional.empty();
    }

    private Member node(String name, String kind, int number) {
        Map<String, String> words = new LinkedHashMap<>();
        Map<String, String> digests = new TreeMap<>();
        words.put("name", name);
        Asked node = all.get("Node " + name);
        if (node == null) {
            words.put("number", Leaves.scalar("" + number));
        } else {
            for (String word : List.of("address", "zone")) {
                Optional.ofNullable(node.leaves().get(word)).ifPresent(text -> words.put(word, text));
            }
            String digest = digest(name);
            digests.put("whole", digest);
            digests.put("short", digest.substring(0, Math.min(SHORT, digest.length())));
        }
        return new Member(kind, number, name, words, digests);
    }

    /** Of what it must be, as the bucket says. */
    private String digest(String name) {
        return Optional.ofNullable(all.get("BucketObjectv2 desired/" + name))
                .map(asked -> asked.leaves().getOrDefault("content", "").replaceFirst("(?s)\\n.*", ""))
                .orElse("");
    }
}
