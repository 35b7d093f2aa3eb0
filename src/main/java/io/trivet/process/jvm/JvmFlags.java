package io.trivet.process.jvm;

import io.trivet.problem.Resource;
import io.trivet.problem.Words;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The {@code -XX:} options with which the JVM of a node starts.
 *
 * <p>Source: the resource {@code jvm-flags.txt} beside this class, which says how it was made of a JVM 17.
 */
public final class JvmFlags {
    /** What collects garbage; a JVM starts with one of them. */
    public static final List<String> COLLECTORS =
            List.of("UseG1GC", "UseParallelGC", "UseSerialGC", "UseShenandoahGC", "UseZGC");

    private static final String TRACKING = "NativeMemoryTracking";
    private static final List<String> TRACKED = List.of("off", "summary", "detail");

    /** Options that name a file or a folder. */
    private static final List<String> PATHS = List.of("ErrorFile", "HeapDumpPath");

    /** The first must not be more than the second. */
    private static final List<List<String>> ORDERS = List.of(
            List.of("MinMetaspaceFreeRatio", "MaxMetaspaceFreeRatio"),
            List.of("MinHeapFreeRatio", "MaxHeapFreeRatio"),
            List.of("InitialTenuringThreshold", "MaxTenuringThreshold"),
            List.of("ConcGCThreads", "ParallelGCThreads"),
            List.of("MetaspaceSize", "MaxMetaspaceSize"));

    /** What the JVM takes for those of {@link #ORDERS} that are not given; threads on the smallest machine. */
    private static final String DEFAULTS = """
            -XX:MinHeapFreeRatio=40
            -XX:MaxHeapFreeRatio=70
            -XX:InitialTenuringThreshold=7
            -XX:MaxTenuringThreshold=15
            -XX:ParallelGCThreads=1
            """;

    private static final Pattern NUMBER = Pattern.compile("(-?\\d+)([kKmMgGtT]?)");
    private static final SortedMap<String, Row> ROWS = rows();

    /**
     * A row of the table.
     *
     * @param type of the JVM's own source, {@code bool} or {@code uintx}
     * @param least smallest value; empty where there is no bound
     */
    private record Row(String type, Optional<BigDecimal> least, Optional<BigDecimal> most) {}

    private JvmFlags() {}

    private static SortedMap<String, Row> rows() {
        SortedMap<String, Row> rows = new TreeMap<>();
        for (String line : Resource.rows(JvmFlags.class, "jvm-flags.txt")) {
            String[] words = line.split(" ");
            rows.put(words[0], new Row(words[1], bound(words, 2), bound(words, 3)));
        }
        return rows;
    }

    private static Optional<BigDecimal> bound(String[] words, int at) {
        return words.length > at && !words[at].equals("-") ? Optional.of(new BigDecimal(words[at])) : Optional.empty();
    }

    /** All names, sorted. */
    public static List<String> names() {
        return List.copyOf(ROWS.keySet());
    }

    /** What an option must be, as the end of "it must …", when the JVM would not start with it; else empty. */
    public static Optional<String> check(JvmOption option) {
        Row row = ROWS.get(option.name());
        if (row == null) {
            return Optional.of("be an option with which the JVM of Java 17 starts, and that nothing has to unlock");
        }
        boolean switched = option.value().equals("+") || option.value().equals("-");
        if (row.type.equals("bool")) {
            return switched
                    ? Optional.empty()
                    : Optional.of("be switched, as -XX:+" + option.name() + " or -XX:-" + option.name());
        }
        if (switched) {
            return Optional.of("have a value, as -XX:" + option.name() + "=…");
        }
        if (option.name().equals(TRACKING)) {
            return TRACKED.contains(option.value())
                    ? Optional.empty()
                    : Optional.of("have one of " + Words.list(TRACKED));
        }
        if (PATHS.contains(option.name())) {
            return option.value().startsWith("/") ? Optional.empty() : Optional.of("name an absolute path");
        }
        return number(row, option.value());
    }

    private static Optional<String> number(Row row, String text) {
        Optional<BigDecimal> value = row.type.equals("double") ? decimal(text) : whole(text);
        if (value.isEmpty()) {
            return Optional.of("have a number" + (row.type.equals("double") ? "" : ", as 64 or 64m"));
        }
        boolean low =
                row.least.filter(least -> value.get().compareTo(least) < 0).isPresent();
        boolean high = row.most.filter(most -> value.get().compareTo(most) > 0).isPresent();
        return low || high
                ? Optional.of("have a number from "
                        + row.least.map(BigDecimal::toPlainString).orElse("any") + " to "
                        + row.most.map(BigDecimal::toPlainString).orElse("any"))
                : Optional.empty();
    }

    private static Optional<BigDecimal> decimal(String text) {
        return text.matches("\\d{1,9}(\\.\\d{1,9})?") ? Optional.of(new BigDecimal(text)) : Optional.empty();
    }

    private static Optional<BigDecimal> whole(String text) {
        Matcher number = NUMBER.matcher(text);
        if (!number.matches() || number.group(1).length() > 18) {
            return Optional.empty();
        }
        int power = number.group(2).isEmpty()
                ? 0
                : "kmgt".indexOf(Character.toLowerCase(number.group(2).charAt(0))) + 1;
        return Optional.of(new BigDecimal(number.group(1))
                .multiply(BigDecimal.valueOf(1024).pow(power)));
    }

    /**
     * Of an options file the two options of which the first must not be more than the second and is, as a JVM finds
     * them: {@code [-XX:MinMetaspaceFreeRatio=90, -XX:MaxMetaspaceFreeRatio=80]}.
     */
    public static List<List<String>> conflicts(String file) {
        SortedMap<String, JvmOption> flags = new TreeMap<>();
        (DEFAULTS + file)
                .lines()
                .flatMap(line -> JvmOption.of(line).stream())
                .filter(option -> !option.isProperty())
                .forEach(option -> flags.put(option.name(), option));
        return ORDERS.stream()
                .filter(order -> flags.containsKey(order.get(0)) && flags.containsKey(order.get(1)))
                .map(order -> List.of(flags.get(order.get(0)), flags.get(order.get(1))))
                .filter(pair -> isMore(pair.get(0), pair.get(1)))
                .map(pair -> pair.stream().map(JvmOption::text).toList())
                .toList();
    }

    private static boolean isMore(JvmOption one, JvmOption other) {
        return whole(one.value())
                .flatMap(low -> whole(other.value()).map(high -> low.compareTo(high) > 0))
                .orElse(false);
    }
}
