package io.trivet.show;

import io.trivet.kafka.KafkaVersion;
import io.trivet.layout.Role;
import io.trivet.platform.Change;
import io.trivet.platform.Reason;
import io.trivet.platform.Risk;
import io.trivet.problem.Words;
import io.trivet.stack.DataSize;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The changes of a delta as people speak of them: one line for what happens to many nodes alike, none for what only
 * follows from another line.
 */
final class DeltaLines {
    /** Of one reason, more lines than these are only counted. */
    private static final int SHOWN = 12;

    /** Of a longer value only what differs is shown. */
    private static final int LONG = 60;
    /** Letters that stand around what differs, where that is less than so many. */
    private static final int CONTEXT = 12;

    private DeltaLines() {}

    /**
     * One line.
     *
     * @param sign {@code +}, {@code -} or {@code ~}
     * @param before empty text where it is new or not worth a word
     * @param after empty text where it is gone or not worth a word
     * @param reason and with it the risk
     */
    record Line(String sign, String what, String before, String after, Reason reason) {
        Risk risk() {
            return reason.risk();
        }
    }

    /** The lines, by risk as the delta has them. */
    static List<Line> of(List<Change> changes) {
        Map<String, List<Change>> groups = new LinkedHashMap<>();
        for (Change change : changes) {
            if (!follows(change)) {
                groups.computeIfAbsent(group(change), key -> new ArrayList<>()).add(change);
            }
        }
        Map<Reason, List<Line>> byReason = new LinkedHashMap<>();
        groups.values()
                .forEach(group -> byReason.computeIfAbsent(group.get(0).reason(), key -> new ArrayList<>())
                        .add(line(group)));
        List<Line> lines = new ArrayList<>();
        byReason.forEach((reason, all) -> {
            lines.addAll(all.subList(0, Math.min(SHOWN, all.size())));
            if (all.size() > SHOWN) {
                lines.add(new Line("~", "and " + (all.size() - SHOWN) + " more alike", "", "", reason));
            }
        });
        return lines;
    }

    /** Whether it is said elsewhere: by a setting, by a node, by the diff of a file. */
    private static boolean follows(Change change) {
        List<String> keys = change.keys();
        return switch (keys.get(0)) {
            case "roles" -> List.of("files", "order", "ports").contains(keys.get(2));
            case "nodes" ->
                isOfWhole(change) ? !keys.get(2).equals("address") : keys.get(2).equals("files");
            case "topics" -> isOfWhole(change) && !keys.get(2).equals("partitions");
            case "firewall", "initialControllers", "stack" -> true;
            case "zones" -> keys.get(2).equals("index");
            default -> false;
        };
    }

    /** Whether the node or topic itself comes or goes. */
    private static boolean isOfWhole(Change change) {
        if (change.keys().get(0).equals("brokers")) {
            return false;
        }
        return switch (change.reason()) {
            case NODE_ADDED,
                    BROKER_REMOVED,
                    CONTROLLER_ADDED,
                    CONTROLLER_REMOVED,
                    WORKER_ADDED,
                    WORKER_REMOVED,
                    VOTER_ADDED,
                    VOTER_REMOVED,
                    VOTERS_MANY,
                    TOPIC_ADDED,
                    TOPIC_REMOVED -> true;
            case METADATA_MOVED -> change.before().isEmpty() || change.after().isEmpty();
            default -> false;
        };
    }

    private static String group(Change change) {
        List<String> keys = new ArrayList<>(change.keys());
        String kind = change.reason() + " " + sign(change) + " ";
        switch (keys.get(0)) {
            case "nodes" -> keys.set(1, keys.get(1).replaceFirst("\\d+$", ""));
            case "records", "services" -> {
                return kind + keys.get(0);
            }
            case "roles" -> {
                if (isOfWhole(change)) {
                    return kind + keys.get(1);
                }
            }
            default -> {}
        }
        return kind + String.join("/", keys);
    }

    private static String sign(Change change) {
        if (change.before().isPresent() && change.after().isPresent()) {
            return "~";
        }
        return change.after().isPresent() ? "+" : "-";
    }

    private static Line line(List<Change> group) {
        Change first = group.get(0);
        List<String> keys = first.keys();
        boolean whole = isOfWhole(first);
        return switch (keys.get(0)) {
            case "nodes" -> {
                String names = names(group.stream()
                        .map(change -> change.keys().get(1))
                        .distinct()
                        .toList());
                int from = keys.get(2).equals("settings") ? 3 : 2;
                yield whole
                        ? line(first, names)
                        : edit(first, names + " " + String.join(" ", keys.subList(from, keys.size())));
            }
            case "records" -> {
                String name = group.size() == 1 ? keys.get(1) : "";
                yield new Line(sign(first), Words.count(group.size(), "DNS record"), "", name, first.reason());
            }
            case "services" -> line(first, "SRV records of exporters");
            case "topics" ->
                whole
                        ? new Line(
                                sign(first),
                                what(keys),
                                first.before()
                                        .map(count -> count + " partitions")
                                        .orElse(""),
                                first.after()
                                        .map(count -> count + " partitions")
                                        .orElse(""),
                                first.reason())
                        : edit(first, what(keys));
            default -> {
                if (whole) {
                    yield line(first, keys.get(0).equals("roles") ? keys.get(1) + " nodes" : what(keys));
                }
                yield edit(first, what(keys));
            }
        };
    }

    /** A line whose values are not worth a word. */
    private static Line line(Change change, String what) {
        return new Line(sign(change), what, "", "", change.reason());
    }

    private static Line edit(Change change, String what) {
        String before = value(change, change.before());
        String after = value(change, change.after());
        return before.length() > LONG || after.length() > LONG
                ? new Line(sign(change), what, part(before, after), part(after, before), change.reason())
                : new Line(sign(change), what, before, after, change.reason());
    }

    /** What a long text does not share with the other; the whole of it stands in the diff of its file. */
    private static String part(String text, String other) {
        int longest = Math.min(text.length(), other.length());
        int start = 0;
        while (start < longest && text.charAt(start) == other.charAt(start)) {
            start++;
        }
        int end = 0;
        while (end < longest - start
                && text.charAt(text.length() - 1 - end) == other.charAt(other.length() - 1 - end)) {
            end++;
        }
        if (longest - start - end < CONTEXT) {
            // A few letters alone say nothing: what stands around them does.
            start = Math.max(0, start - CONTEXT);
            end = Math.max(0, end - CONTEXT);
        }
        String middle = text.substring(start, text.length() - end);
        String shown = middle.length() <= LONG ? middle : middle.substring(0, LONG) + "…";
        return (start == 0 ? "" : "…") + shown + (end == 0 || shown.endsWith("…") ? "" : "…");
    }

    /** {@code broker1}, {@code broker1 and broker2}, {@code broker1 to broker1000 (1000)}. */
    static String names(List<String> names) {
        return names.size() <= 4
                ? Words.list(names)
                : names.get(0) + " to " + names.get(names.size() - 1) + " (" + names.size() + ")";
    }

    private static String what(List<String> keys) {
        return switch (keys.get(0)) {
            case "cluster" ->
                switch (keys.get(1)) {
                    case "kafka" -> "Kafka version";
                    case "metadata" -> "where Kafka keeps its metadata";
                    default -> "cluster " + keys.get(1);
                };
            case "zones" -> "zone " + (Integer.parseInt(keys.get(1)) + 1) + " " + keys.get(2);
            case "dns" ->
                switch (keys.get(1)) {
                    case "zone" -> "DNS zone";
                    case "ttl" -> "TTL of DNS records";
                    default -> "hosted zone";
                };
            case "roles" -> plural(keys.get(1)) + " " + ofRole(keys);
            case "topics" ->
                "topic " + keys.get(1) + (keys.get(2).equals("settings") ? " " + keys.get(3) : " " + keys.get(2));
            case "tags" -> "tag " + keys.get(1);
            case "rollout" -> "rollout by";
            case "metadataVersion" -> "metadata.version, as of Kafka";
            case "clients" -> "clients from " + keys.get(1);
            case "vpcs" -> "names in " + keys.get(1);
            case "files" -> "file " + keys.get(1);
            case "registries" ->
                "registry " + String.join(" ", keys.subList(2, keys.size()))
                        + (keys.get(1).equals("glue") ? " of AWS Glue" : "");
            default -> String.join(" ", keys);
        };
    }

    private static String ofRole(List<String> keys) {
        return switch (keys.get(2)) {
            case "settings" -> keys.get(3);
            case "machine" ->
                switch (keys.get(3)) {
                    case "volume" ->
                        switch (keys.get(4)) {
                            case "gib" -> "volume size";
                            case "mibPerSecond" -> "volume throughput";
                            default -> "volume " + keys.get(4);
                        };
                    case "image" -> keys.get(4).equals("pinned") ? "image pinned" : "image";
                    default -> keys.get(3);
                };
            case "release" -> "archive " + keys.get(3);
            case "plugins" -> "plugin " + keys.get(3);
            case "launch" ->
                switch (keys.get(keys.size() - 1)) {
                    case "version" -> "version";
                    case "secured" -> "exporter with TLS";
                    default -> "process " + keys.get(3);
                };
            default -> keys.get(2);
        };
    }

    private static String plural(String role) {
        return Role.of(role).group();
    }

    private static String value(Change change, Optional<String> text) {
        if (text.isEmpty()) {
            return "";
        }
        List<String> keys = change.keys();
        String last = keys.get(keys.size() - 1);
        if (last.equals("gib")) {
            return DataSize.gib(Long.parseLong(text.get())).toString();
        }
        if (last.equals("mibPerSecond")) {
            return text.get() + "MiB/s";
        }
        if (keys.get(0).equals("cluster") && last.equals("kafka")) {
            return Arrays.stream(KafkaVersion.values())
                    .filter(version -> version.name().equals(text.get()))
                    .map(KafkaVersion::text)
                    .findFirst()
                    .orElse(text.get());
        }
        boolean word = keys.size() == 1 && text.get().matches("[A-Z]+")
                || keys.get(0).equals("rollout")
                || keys.get(0).equals("cluster") && last.equals("metadata")
                || last.equals("egress");
        return word ? text.get().toLowerCase(Locale.ROOT) : text.get();
    }
}
