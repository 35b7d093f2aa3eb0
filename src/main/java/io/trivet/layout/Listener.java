package io.trivet.layout;

import io.trivet.kafka.ClientProtocol;
import io.trivet.stack.Address;
import io.trivet.stack.ClientSource;
import io.trivet.stack.Description;
import io.trivet.stack.OnEc2;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A further listener of every broker, for clients that reach it from elsewhere, or that log in with a password.
 *
 * @param name as described
 * @param port at this site, before a node shifts it
 * @param protocol as Kafka names it
 * @param domain what the names of the brokers end in there; empty where they are those of the nodes
 * @param hostedZone id of the zone in which these names are kept; empty where they are kept by others
 * @param clients who may reach it; none for that of passwords, which lets in whom the cluster itself does
 */
public record Listener(
        String name,
        int port,
        String protocol,
        Optional<String> domain,
        Optional<String> hostedZone,
        List<ClientSource> clients) {
    /** The name of the one for users with a password. */
    public static final String PASSWORDS = "scram";

    /** Its port, as that of Amazon MSK for such users. */
    public static final int PASSWORDS_PORT = 9096;

    /** The first port that no server of a broker has where all nodes share one address. */
    private static final int FIRST_SHIFTED = 9094;

    /** Those that are described, by name, then that of passwords where there are any. */
    static List<Listener> of(Description<?> description, Site site) {
        SortedMap<String, OnEc2.Listener> described = description
                .on()
                .on(ec2 -> ec2.network().listeners(), msk -> new TreeMap<>(), service -> new TreeMap<>());
        boolean secured = description.on().on(ec2 -> ec2.security().isPresent(), msk -> false, service -> false);
        boolean shifted = site.portShift(1) > 0;
        List<Listener> listeners = new ArrayList<>();
        described.forEach((name, listener) -> listeners.add(new Listener(
                name,
                shifted ? FIRST_SHIFTED + listeners.size() : listener.port(),
                secured
                        ? "SSL"
                        : listener.protocol()
                                .orElse(OnEc2.ListenerProtocol.PLAINTEXT)
                                .name(),
                listener.domain(),
                listener.zoneId(),
                listener.clients())));
        if (description.on().on(OnEc2::hasPasswords, msk -> false, service -> false)) {
            listeners.add(new Listener(
                    PASSWORDS,
                    shifted ? FIRST_SHIFTED + listeners.size() : PASSWORDS_PORT,
                    ClientProtocol.SASL_SSL.name(),
                    Optional.empty(),
                    Optional.empty(),
                    List.of()));
        }
        return List.copyOf(listeners);
    }

    /** Whether its clients log in with a password. */
    public boolean asksForPassword() {
        return protocol.equals(ClientProtocol.SASL_SSL.name());
    }

    /** {@code host:port} of it on every broker, in the order of their ids. */
    public String endpoints(Layout layout) {
        return String.join(",", layout.brokers().stream().map(this::endpoint).toList());
    }

    /** Its name in the settings of Kafka: {@code PARTNERS}. */
    public String kafkaName() {
        return kafkaName(name);
    }

    /** The name in the settings of Kafka of a listener that is described by this one. */
    public static String kafkaName(String described) {
        return described.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    /** The name that a broker tells the clients of this listener. */
    public String host(Node broker) {
        return domain.map(end -> broker.name() + "." + end).orElse(broker.dnsName());
    }

    /** {@code broker4.kafka.partners.example.com:9094}. */
    public String endpoint(Node broker) {
        return host(broker) + ":" + broker.port(port);
    }

    /** Where its clients connect first: the name of all brokers where they share the port, else every broker. */
    public String bootstrap(Layout layout) {
        boolean shared = layout.brokers().stream().allMatch(broker -> broker.port(port) == port);
        String name = domain.map(end -> "bootstrap." + end)
                .orElseGet(() -> layout.names().bootstrap());
        return shared ? name + ":" + port : endpoints(layout);
    }

    /** The name of each broker, then that of all; none where they are those of the nodes. */
    List<DnsRecord> records(Layout layout) {
        List<DnsRecord> records = new ArrayList<>();
        domain.ifPresent(end -> {
            for (Node broker : layout.brokers()) {
                records.add(new DnsRecord(
                        host(broker), List.of(broker.address()), layout.names().ttl()));
            }
            List<Address> all = layout.brokers().stream().map(Node::address).toList();
            records.add(new DnsRecord("bootstrap." + end, all, layout.names().ttl()));
        });
        return List.copyOf(records);
    }
}
