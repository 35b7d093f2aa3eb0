package io.trivet.kafka;

import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Learns what Kafka asks of whole numbers beyond their definitions, by asking it: each setting goes up and down until
 * it is refused. Where the last value that is taken is that of another setting, which Kafka's words name, the two are a
 * {@link Relation}, and the way is tried on with that other one out of the way; where it is not, it is a bound.
 */
final class StartProbe {
    /** Kafka's answer to settings on top of a file with which a server starts: why not, or empty. */
    interface Judge {
        Optional<String> refusal(Map<String, String> settings) throws ReflectiveOperationException;
    }

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(?:\\.[a-z0-9]+)+");
    private static final int DEEPEST = 8;

    /** The first of the values inside of their ranges. */
    private static final long INSIDE = 1001;

    /** What a setting without a default is tried with first. */
    private static final List<String> FIRST = List.of("604800000", "1000", "10", "1");

    /** What depends on another setting in no such form; {@code ServerConflicts} has it. */
    private static final List<String> OF_ANOTHER_FORM = List.of(
            "log.cleaner.dedupe.buffer.size down",
            "log.cleaner.threads up",
            "log.retention.hours down",
            "log.retention.minutes down",
            "log.retention.ms down",
            "max.connections.per.ip down",
            "queued.max.request.bytes down",
            "queued.max.request.bytes up",
            "reserved.broker.max.id down");

    private final SortedMap<String, Map<String, Object>> rows;
    private final UnaryOperator<String> named;
    private final Judge judge;
    private final SortedMap<String, Map<String, Object>> relations = new TreeMap<>();

    /**
     * @param rows the settings by name, as the resource has them
     * @param named the setting for a name in what Kafka says
     */
    StartProbe(SortedMap<String, Map<String, Object>> rows, UnaryOperator<String> named, Judge judge) {
        this.rows = rows;
        this.named = named;
        this.judge = judge;
    }

    /** Narrows the rows to what Kafka takes, and answers with the relations that it found. */
    List<Map<String, Object>> learn() throws ReflectiveOperationException {
        learn(new TreeMap<>());
        learn(inside());
        return List.copyOf(relations.values());
    }

    /**
     * Values within the ranges: two settings whose defaults are the ends of their ranges are never in each other's way.
     */
    private SortedMap<String, String> inside() throws ReflectiveOperationException {
        SortedMap<String, String> inside = new TreeMap<>();
        long next = INSIDE;
        for (String name : numbers()) {
            Map<String, Object> row = rows.get(name);
            Optional<Long> first = value(new TreeMap<>(), name);
            boolean bounded = row.containsKey("least") && row.containsKey("most");
            if (bounded && takes(inside, name, (end(name, false) + end(name, true)) / 2)) {
                inside.put(name, Long.toString((end(name, false) + end(name, true)) / 2));
            } else if (first.isPresent()
                    && (first.get() == end(name, true) || first.get() == end(name, false))
                    && takes(inside, name, next)) {
                inside.put(name, Long.toString(next++));
            }
        }
        return inside;
    }

    private void learn(SortedMap<String, String> with) throws ReflectiveOperationException {
        for (String name : numbers()) {
            Optional<Long> first = first(with, name);
            if (first.isPresent()) {
                search(with, name, true, first.get());
                search(with, name, false, first.get());
                if (with.isEmpty()) {
                    hole(name);
                }
            }
        }
    }

    private List<String> numbers() {
        return rows.keySet().stream()
                .filter(name ->
                        List.of("int", "long", "short").contains(rows.get(name).get("type"))
                                && OwnedSettings.reason(name).isEmpty())
                .toList();
    }

    private Optional<Long> first(SortedMap<String, String> with, String name) throws ReflectiveOperationException {
        Optional<Long> held = value(with, name);
        for (String value : held.isPresent() ? List.of(held.get().toString()) : FIRST) {
            if (takes(with, name, Long.parseLong(value))) {
                return Optional.of(Long.valueOf(value));
            }
        }
        return Optional.empty();
    }

    private void search(SortedMap<String, String> start, String name, boolean up, long first)
            throws ReflectiveOperationException {
        if (OF_ANOTHER_FORM.contains(name + (up ? " up" : " down"))) {
            return;
        }
        SortedMap<String, String> with = new TreeMap<>(start);
        long at = first;
        for (int depth = 0; depth < DEEPEST && !takes(with, name, end(name, up)); depth++) {
            long edge = edge(with, name, at, end(name, up));
            Optional<String> other = other(with, name, up, edge);
            if (other.isEmpty()) {
                if (depth == 0 && start.isEmpty()) {
                    rows.get(name).put(up ? "most" : "least", Long.toString(edge));
                }
                return;
            }
            relate(name, other.get(), up, edge != value(with, other.get()).orElseThrow());
            if (!clear(with, other.get(), up, 0)) {
                return;
            }
            at = edge;
        }
    }

    /** The setting whose value is in the way; empty when it is a bound of its own. */
    private Optional<String> other(SortedMap<String, String> with, String name, boolean up, long edge)
            throws ReflectiveOperationException {
        String said = refusal(with, name, up ? edge + 1 : edge - 1).orElseThrow();
        Matcher names = NAME.matcher(said);
        while (names.find()) {
            String other = named.apply(names.group());
            Optional<Long> value = other.equals(name) ? Optional.empty() : value(with, other);
            if (value.isPresent() && (value.get() == edge || value.get() == (up ? edge + 1 : edge - 1))) {
                return Optional.of(other);
            }
        }
        return Optional.empty();
    }

    private void relate(String name, String other, boolean up, boolean strict) throws ReflectiveOperationException {
        String low = up ? name : other;
        String high = up ? other : name;
        Map<String, Object> relation = new LinkedHashMap<>();
        relation.put("low", low);
        relation.put("high", high);
        if (strict) {
            relation.put("strict", true);
        }
        SortedMap<String, String> none = new TreeMap<>();
        none.put(high, "-1");
        if (takes(none, low, end(low, true))) {
            relation.put("unlimited", true);
        }
        relations.putIfAbsent(low + " " + high, relation);
    }

    /** Moves a setting as far as it goes, and what stands in its way before it. */
    private boolean clear(SortedMap<String, String> with, String name, boolean up, int depth)
            throws ReflectiveOperationException {
        long at = value(with, name).orElseThrow();
        long end = end(name, up);
        if (takes(with, name, end)) {
            with.put(name, Long.toString(end));
            return true;
        }
        long edge = edge(with, name, at, end);
        if (edge != at) {
            with.put(name, Long.toString(edge));
            return true;
        }
        Optional<String> other = other(with, name, up, edge);
        return depth < DEEPEST
                && other.isPresent()
                && clear(with, other.get(), up, depth + 1)
                && clear(with, name, up, depth + 1);
    }

    /** Where Kafka keeps a meaning for -1 and takes nothing else below 1. */
    private void hole(String name) throws ReflectiveOperationException {
        SortedMap<String, String> with = new TreeMap<>();
        if (takes(with, name, -1) && !takes(with, name, 0) && takes(with, name, 1) && !takes(with, name, -2)) {
            rows.get(name).put("least", "1");
            rows.get(name).put("besides", List.of("-1"));
        }
    }

    /** The last value that is taken on the way from one that is to one that is not. */
    private long edge(SortedMap<String, String> with, String name, long taken, long refused)
            throws ReflectiveOperationException {
        BigInteger good = BigInteger.valueOf(taken);
        BigInteger bad = BigInteger.valueOf(refused);
        while (good.subtract(bad).abs().compareTo(BigInteger.ONE) > 0) {
            BigInteger middle = good.add(bad).shiftRight(1);
            if (takes(with, name, middle.longValueExact())) {
                good = middle;
            } else {
                bad = middle;
            }
        }
        return good.longValueExact();
    }

    private long end(String name, boolean up) {
        Map<String, Object> row = rows.get(name);
        Object bound = row.get(up ? "most" : "least");
        if (bound != null && !row.containsKey("besides")) {
            return Long.parseLong(bound.toString());
        }
        return switch (row.get("type").toString()) {
            case "short" -> up ? Short.MAX_VALUE : Short.MIN_VALUE;
            case "int" -> up ? Integer.MAX_VALUE : Integer.MIN_VALUE;
            default -> up ? Long.MAX_VALUE : Long.MIN_VALUE;
        };
    }

    private Optional<Long> value(SortedMap<String, String> with, String name) {
        Object standard = rows.containsKey(name) ? rows.get(name).get("default") : null;
        return Optional.ofNullable(with.getOrDefault(name, standard == null ? null : standard.toString()))
                .filter(text -> text.matches("-?\\d+"))
                .map(Long::valueOf);
    }

    private boolean takes(SortedMap<String, String> with, String name, long value) throws ReflectiveOperationException {
        return refusal(with, name, value).isEmpty();
    }

    private Optional<String> refusal(SortedMap<String, String> with, String name, long value)
            throws ReflectiveOperationException {
        SortedMap<String, String> settings = new TreeMap<>(with);
        settings.put(name, Long.toString(value));
        return judge.refusal(settings);
    }
}
