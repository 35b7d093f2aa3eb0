package io.trivet.monitor;

import io.trivet.kafka.MetadataMode;
import io.trivet.layout.Node;
import io.trivet.layout.Role;
import io.trivet.layout.Site;
import io.trivet.monitor.query.Condition;
import io.trivet.monitor.query.Term;
import io.trivet.process.Exporter;
import io.trivet.process.MetricsReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What there is to watch of a cluster whose nodes are ours.
 *
 * @param stack its name, which is a label of every series
 * @param fleets one for each role that has nodes, in the order in which roles start
 * @param queue at how many waiting requests a broker stops to read: {@code queued.max.requests}
 */
public record Watched(String stack, MetadataMode mode, List<Fleet> fleets, int queue) {
    /** The series that Prometheus makes for each of its targets. */
    private static final String UP = "up";

    /**
     * The nodes of a role.
     *
     * @param exporter of each of them
     * @param service name in DNS of the SRV record that lists the exporters
     */
    public record Fleet(Role role, Exporter exporter, String service, List<Node> nodes) {
        public Fleet {
            nodes = List.copyOf(nodes);
        }

        /** On which port a node's exporter listens. */
        int port(Node node) {
            return node.port(exporter.port());
        }

        /**
         * As whom the exporters are read, where they ask: with files in that folder, on this machine with those here.
         */
        public Optional<MetricsReader> reader(String secrets, String stack, Site site) {
            return exporter.secured() ? Optional.of(MetricsReader.of(secrets, stack, site)) : Optional.empty();
        }

        /** Where a node's exporter is read: on EC2 by name, on this machine by address. */
        public String exporter(Node node, Site site) {
            String host =
                    site instanceof Site.Ec2 ? node.dnsName() : node.address().toString();
            return exporter.scheme() + "://" + host + ":" + port(node) + "/metrics";
        }
    }

    public Watched {
        fleets = List.copyOf(fleets);
    }

    /** The numbers of the description for which words of an {@link Expression} stand. */
    Map<String, Integer> numbers() {
        Map<String, Integer> numbers = new LinkedHashMap<>();
        numbers.put("BROKERS", brokers());
        numbers.put("NODES", count(fleets));
        numbers.put("QUEUE", queue);
        return numbers;
    }

    /** How many brokers are described. */
    public int brokers() {
        return count(fleets.stream().filter(fleet -> fleet.role().isBroker()).toList());
    }

    /** The expression as it is about this stack. */
    String expression(Expression expression) {
        return expression.in(stack, numbers());
    }

    /** An expression of an alert, for tools that do not speak PromQL. */
    public Condition condition(Expression expression) {
        return Condition.of(expression.text(), numbers());
    }

    /** An expression of a panel, for tools that do not speak PromQL. */
    public Term term(Expression expression) {
        return Condition.term(expression.text(), numbers());
    }

    /** A text with the numbers in the place of their words. */
    public String title(String text) {
        String title = text;
        for (var number : numbers().entrySet()) {
            title = title.replaceAll(
                    "\\b" + number.getKey() + "\\b", number.getValue().toString());
        }
        return title;
    }

    /** The words of the roles of which a series asks, of those that have nodes. */
    public List<String> roles(Term.Series series) {
        return fleets.stream()
                .map(fleet -> fleet.role().word())
                .filter(word -> series.labels().stream()
                        .filter(label -> label.name().equals("role"))
                        .allMatch(label -> label.values().contains(word)
                                != label.operator().equals("!=")))
                .toList();
    }

    /**
     * Whether an expression can find something here: each of its metrics is exported by a process of the stack, made by
     * Prometheus, or recorded, and there are nodes of the roles of which it asks.
     */
    public boolean answers(Expression expression) {
        return known().containsAll(expression.metrics())
                && expression.roles().stream()
                        .allMatch(role -> fleets.stream()
                                .anyMatch(fleet -> fleet.role().word().matches(role)));
    }

    private SortedSet<String> known() {
        SortedSet<String> known = new TreeSet<>(List.of(UP));
        Recorded.all().forEach(recorded -> known.add(recorded.name()));
        fleets.stream()
                .filter(fleet -> !isStandalone(fleet))
                .forEach(fleet -> known.addAll(GoldenMetric.names(fleet.role().word(), mode)));
        return known;
    }

    /** A single server of ZooKeeper is no quorum, and its beans have other names. */
    private static boolean isStandalone(Fleet fleet) {
        return fleet.role().equals(Role.ZOOKEEPER) && fleet.nodes().size() == 1;
    }

    private static int count(List<Fleet> fleets) {
        List<Node> nodes = new ArrayList<>();
        fleets.forEach(fleet -> nodes.addAll(fleet.nodes()));
        return nodes.size();
    }
}
