package io.trivet.monitor;

import io.trivet.layout.Node;
import io.trivet.layout.Role;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The series of a cluster that is well, as promtool takes them, of which a test changes some. */
final class Samples {
    /** Seconds between two of them: twice what Prometheus takes, so that promtool has half as much to do. */
    static final int STEP = 30;

    /** How many of each: an hour and a quarter. */
    static final int COUNT = 150;

    /** Where there is none, since the scrape failed. */
    static final String GONE = "stale";

    /** What a worker or a mirror runs, by the labels that tell it. */
    private static final Map<String, String> EACH =
            Map.of("connector", "files", "task", "0", "source", "legacy", "topic", "legacy.orders");

    private final Map<String, String[]> series = new LinkedHashMap<>();

    /** Of all metrics that alerts ask for. */
    static Samples healthy(Watched watched) {
        Samples samples = new Samples();
        SortedSet<String> asked = new TreeSet<>();
        Alert.of(watched).forEach(alert -> asked.addAll(alert.expression().metrics()));
        Recorded.all().forEach(recorded -> asked.addAll(recorded.expression().metrics()));
        for (Watched.Fleet fleet : watched.fleets()) {
            for (Node node : fleet.nodes()) {
                String labels = "{stack=\"%s\",role=\"%s\",zone=\"%s\",node=\"%s\""
                        .formatted(watched.stack(), fleet.role(), node.zone().name(), node.name());
                samples.fill("up" + labels + "}", at -> "1");
                for (GoldenMetric metric : GoldenMetric.of(fleet.role().word(), watched.mode())) {
                    if (asked.contains(metric.name())) {
                        samples.well(metric, node, fleet, labels);
                    }
                }
            }
        }
        return samples;
    }

    private void well(GoldenMetric metric, Node node, Watched.Fleet fleet, String labels) {
        String name = metric.name();
        boolean first = node.number() == 1;
        String own = metric.labels().stream()
                .filter(EACH::containsKey)
                .map(label -> label + "=\"" + EACH.get(label) + "\",")
                .collect(Collectors.joining());
        String series = name + labels.replace("{", "{" + own);
        switch (metric.kind()) {
            case QUANTILES ->
                List.of("Produce", "FetchConsumer", "FetchFollower")
                        .forEach(request ->
                                fill(series + ",request=\"" + request + "\",quantile=\"0.99\"}", at -> "20"));
            case STATE ->
                fill(series.replace("{", "{state=\"" + state(name, fleet.role(), first) + "\",") + "}", at -> "1");
            case COUNTER -> fill(series + "}", at -> name.contains("requests") ? String.valueOf(100 * at) : "0");
            case GAUGE -> {
                String value = name.endsWith("percent")
                        ? "0.9"
                        : name.endsWith("brokerstate")
                                ? "3"
                                : name.endsWith("activecontrollercount") && first
                                        ? "1"
                                        : name.endsWith("globalpartitioncount") && first
                                                ? "100"
                                                : name.endsWith("fetch_rate") ? "2" : "0";
                fill(series + "}", at -> value);
            }
        }
    }

    private static String state(String name, Role role, boolean first) {
        if (name.endsWith("raftmetrics_current_state")) {
            return role.isVoter() ? place(first, "leader", "follower") : "observer";
        }
        if (role.equals(Role.ZOOKEEPER)) {
            return place(first, "leading", "following");
        }
        return role.isBroker() ? "CONNECTED" : "running";
    }

    private static String place(boolean first, String leads, String follows) {
        return first ? leads : follows;
    }

    private void fill(String key, IntFunction<String> value) {
        series.put(key, IntStream.range(0, COUNT).mapToObj(value).toArray(String[]::new));
    }

    /** One more series. */
    Samples with(String key, String value) {
        fill(key, at -> value);
        return this;
    }

    /**
     * Changes what the expression finds in name and labels.
     *
     * @param value of a sample by its position
     */
    Samples change(String expression, IntFunction<String> value) {
        return change(expression, 0, COUNT, value);
    }

    /** The same from one position up to another. */
    Samples change(String expression, int from, int to, IntFunction<String> value) {
        Pattern pattern = Pattern.compile(expression);
        List<String[]> found = series.entrySet().stream()
                .filter(entry -> pattern.matcher(entry.getKey()).find())
                .map(Map.Entry::getValue)
                .toList();
        if (found.isEmpty()) {
            throw new AssertionError("no series is like " + expression);
        }
        for (String[] values : found) {
            for (int at = from; at < to; at++) {
                values[at] = value.apply(at);
            }
        }
        return this;
    }

    /** As promtool takes them. */
    List<Map<String, String>> input() {
        List<Map<String, String>> input = new ArrayList<>();
        series.forEach((key, values) -> {
            Map<String, String> one = new LinkedHashMap<>();
            one.put("series", key);
            one.put(
                    "values",
                    IntStream.range(0, COUNT).mapToObj(at -> values[at]).collect(Collectors.joining(" ")));
            input.add(one);
        });
        return input;
    }
}
