package io.trivet.plan;

import io.trivet.layout.DnsRecord;
import io.trivet.layout.Machine;
import io.trivet.layout.Node;
import io.trivet.layout.PlannedTopic;
import io.trivet.platform.Edge;
import io.trivet.platform.RegistryFacts;
import io.trivet.process.ConfigFile;
import io.trivet.process.Launch;
import io.trivet.process.Plugin;
import io.trivet.process.Port;
import io.trivet.stack.Address;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Everything of a plan that can be compared, each fact once and by name: what a role shares stands at the role, so that
 * a setting of 1,000 brokers is one fact. Records, services and the firewall of our nodes follow from the rest; they
 * are here because a reader asks for them.
 */
final class Facts {
    private Facts() {}

    /**
     * What the nodes of a role have in common.
     *
     * @param restart day since which the server must have been started again
     * @param plugins jars of others, by name
     * @param beside processes beside the server, in the order in which they start
     * @param order paths of the files, as they are sent
     * @param files texts by path
     */
    private record RoleFacts(
            Machine machine,
            Release release,
            Launch launch,
            SortedMap<String, String> plugins,
            Optional<LocalDate> restart,
            List<Port> ports,
            List<PlannedProcess> beside,
            SortedMap<String, String> settings,
            List<String> order,
            SortedMap<String, String> files) {}

    /**
     * What is a node's own.
     *
     * @param zone index of its zone
     * @param name in DNS
     * @param files texts, or last parts of texts, by path
     */
    private record NodeFacts(
            String role,
            int number,
            int id,
            int zone,
            Address address,
            String name,
            SortedMap<String, String> settings,
            SortedMap<String, String> files) {}

    /** What can be compared of a topic. */
    private record TopicFacts(int partitions, int replicas, SortedMap<String, String> settings) {}

    /** The facts of a plan, by name. */
    static SortedMap<String, Object> of(Plan<?> plan) {
        SortedMap<String, Object> facts = new TreeMap<>(plan.platform().facts(plan.layout()));
        facts.put("stack", plan.id());
        facts.put("region", plan.region());
        facts.put("zones", plan.layout().zones());
        facts.put("tags", plan.tags());
        if (plan.mayEnd()) {
            facts.put("deletion", "allowed");
        }
        facts.put(
                "topics",
                map(
                        plan.topics(),
                        PlannedTopic::name,
                        topic -> new TopicFacts(topic.partitions(), topic.replicas(), topic.settings())));
        plan.layout().domain().ifPresent(domain -> facts.put("vpcs", domain.vpcs()));
        if (!plan.roles().isEmpty()) {
            ofNodes(plan, facts);
        }
        facts.put("clients", clients(plan.edges()));
        if (!plan.registries().isEmpty()) {
            facts.put("registries", RegistryFacts.of(plan.registries()));
        }
        if (!plan.files().isEmpty()) {
            facts.put("files", texts(plan.files()));
        }
        return facts;
    }

    private static void ofNodes(Plan<?> plan, SortedMap<String, Object> facts) {
        facts.put("roles", map(plan.roles(), role -> role.role().word(), Facts::of));
        facts.put("nodes", map(plan.nodes(), node -> node.node().name(), Facts::of));
        List<DnsRecord> records = new ArrayList<>(plan.layout().records());
        plan.layout().listeners().stream()
                .filter(listener -> listener.hostedZone().isPresent())
                .forEach(listener -> records.addAll(plan.layout().records(listener)));
        facts.put("records", map(records, DnsRecord::name, Facts::addresses));
        facts.put("services", map(plan.services(), ServiceRecord::name, ServiceRecord::targets));
        facts.put(
                "firewall",
                map(
                        plan.edges().stream().filter(Edge::isOurs).toList(),
                        edge -> edge.from() + " to " + edge.to() + ":"
                                + edge.port().number(),
                        edge -> edge.port().name()));
    }

    /** What is open to clients that the description lets in, by where they come from. */
    private static SortedMap<String, String> clients(List<Edge> edges) {
        SortedMap<String, List<String>> ports = new TreeMap<>();
        edges.stream()
                .filter(edge -> !edge.isOurs())
                .forEach(edge -> ports.computeIfAbsent(edge.from().toString(), key -> new ArrayList<>())
                        .add(edge.to() + ":" + edge.port().number()));
        SortedMap<String, String> clients = new TreeMap<>();
        ports.forEach((from, all) -> clients.put(from, String.join(" ", all)));
        return Collections.unmodifiableSortedMap(clients);
    }

    private static RoleFacts of(PlannedRole role) {
        return new RoleFacts(
                role.machine(),
                role.release(),
                role.launch().alone(),
                map(role.launch().plugins().values(), Plugin::name, Plugin::title),
                role.processes().get(0).restarted(),
                role.processes().get(0).ports(),
                List.copyOf(role.processes().subList(1, role.processes().size())),
                role.settings(),
                role.shared().stream().map(ConfigFile::path).toList(),
                texts(role.shared()));
    }

    private static NodeFacts of(PlannedNode planned) {
        Node node = planned.node();
        return new NodeFacts(
                node.role().word(),
                node.number(),
                node.id(),
                node.zone().index(),
                node.address(),
                node.dnsName(),
                planned.settings(),
                texts(planned.own()));
    }

    private static SortedMap<String, String> texts(List<ConfigFile> files) {
        return map(files, ConfigFile::path, ConfigFile::text);
    }

    private static <T, V> SortedMap<String, V> map(Collection<T> list, Function<T, String> key, Function<T, V> value) {
        SortedMap<String, V> map = new TreeMap<>();
        list.forEach(item -> map.put(key.apply(item), value.apply(item)));
        return Collections.unmodifiableSortedMap(map);
    }

    private static String addresses(DnsRecord dns) {
        return String.join(" ", dns.addresses().stream().map(Address::toString).toList());
    }
}
