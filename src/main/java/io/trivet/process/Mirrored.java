package io.trivet.process;

import io.trivet.kafka.MirrorGroup;
import io.trivet.layout.Layout;
import io.trivet.layout.Node;
import io.trivet.layout.Site;
import io.trivet.stack.Cidr;
import io.trivet.stack.Description;
import io.trivet.stack.Mirrors;
import io.trivet.stack.OnEc2;
import io.trivet.stack.Security;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A cluster that mirrors copy from.
 *
 * @param name what they call it
 * @param stack that describes it, where one does
 * @param cluster its nodes at the site of the mirrors, where a stack describes it
 * @param bootstrap {@code host:port} of its first brokers
 * @param network in which its brokers lie, where that is known
 * @param login as whom mirrors come to it; empty where it asks for none
 */
public record Mirrored(
        String name,
        Optional<String> stack,
        Optional<Layout> cluster,
        List<String> bootstrap,
        Optional<Cidr> network,
        Optional<Login> login) {
    /**
     * As whom mirrors come to a cluster with security.
     *
     * @param user that is described there
     * @param authorities ARNs of those whose certificates that cluster lets in: first the one that signs them
     */
    public record Login(String user, List<String> authorities) {
        public Login {
            authorities = List.copyOf(authorities);
        }
    }

    /** Brokers of which a node hears first, one of each zone: they are always there. */
    private static final int NAMED = 3;

    public Mirrored {
        bootstrap = List.copyOf(bootstrap);
    }

    /** Those of a description, by name; none where it has no mirrors. */
    public static List<Mirrored> of(Description<OnEc2> description, Site site) {
        List<Mirrored> all = new ArrayList<>();
        description
                .on()
                .mirrors()
                .ifPresent(mirrors -> mirrors.sources().forEach((name, source) -> {
                    Optional<Description<?>> stack = source.stack().map(description.sources()::get);
                    all.add(of(name, source, stack, site));
                }));
        return List.copyOf(all);
    }

    private static Mirrored of(String name, Mirrors.Source source, Optional<Description<?>> stack, Site site) {
        Optional<Layout> cluster = stack.map(described -> Layout.of(described, site));
        return new Mirrored(
                name,
                source.stack(),
                cluster,
                source.bootstrap()
                        .or(() -> cluster.map(layout -> first(layout)))
                        .orElse(List.of()),
                source.network()
                        .or(() -> stack.flatMap(described -> described
                                .on()
                                .on(
                                        ec2 -> Optional.of(ec2.network().cidr()),
                                        msk -> Optional.of(msk.network().cidr()),
                                        service -> Optional.<Cidr>empty()))),
                source.user()
                        .flatMap(user -> stack.flatMap(Mirrored::security)
                                .map(security -> new Login(user, security.authorities()))));
    }

    private static Optional<Security> security(Description<?> described) {
        return described.on().on(OnEc2::security, msk -> Optional.empty(), service -> Optional.empty());
    }

    /** The first broker of each zone. */
    static List<String> first(Layout cluster) {
        List<Node> brokers = cluster.brokers();
        return brokers.subList(0, Math.min(NAMED, brokers.size())).stream()
                .map(node -> node.endpoint(KafkaBroker.CLIENT_PORT))
                .toList();
    }

    /** The group that the mirrors are which copy from it. */
    public String group() {
        return new MirrorGroup(name).id();
    }

    /** The ports of its brokers, as far as they can be read. */
    public List<Integer> ports() {
        return bootstrap.stream()
                .map(server -> server.substring(server.lastIndexOf(':') + 1))
                .filter(port -> port.matches("\\d{1,5}"))
                .map(Integer::valueOf)
                .distinct()
                .toList();
    }
}
