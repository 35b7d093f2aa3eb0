package io.trivet.platform;

import io.trivet.process.Port;
import io.trivet.stack.Cidr;
import io.trivet.stack.ClientSource;
import java.util.List;
import java.util.stream.Stream;

/**
 * Who may reach a port of a group of ours. Each group of nodes, clients or monitors has a name: the word of a role,
 * {@code clients} or {@code monitoring}.
 *
 * @param to the group that listens; or a block of addresses that are not ours
 */
public record Edge(Source from, String to, Port port) {
    /** Who reaches. */
    public sealed interface Source {}

    /** A group of ours, by its name. */
    public record Ours(String name) implements Source {
        @Override
        public String toString() {
            return name;
        }
    }

    /** Clients that the description lets in. */
    public record Described(ClientSource client) implements Source {
        @Override
        public String toString() {
            return client.toString();
        }
    }

    /** From one group of ours to another. */
    public static Edge ours(String from, String to, Port port) {
        return new Edge(new Ours(from), to, port);
    }

    /** From a group of ours to addresses that are not ours, whose end is a matter of theirs. */
    public static Edge outward(String from, Cidr to, Port port) {
        return new Edge(new Ours(from), to.toString(), port);
    }

    /** Whether it ends at what is not ours. */
    public boolean isOutward() {
        return to.contains("/");
    }

    /** What is open to the group of clients, and to each of the clients described: the same ports. */
    public static Stream<Edge> ofClients(String to, Port port, List<ClientSource> clients) {
        return Stream.concat(
                Stream.of(ours(Port.CLIENTS, to, port)),
                clients.stream().map(client -> new Edge(new Described(client), to, port)));
    }

    /** Whether it begins in a group of ours. */
    public boolean isOurs() {
        return from instanceof Ours;
    }

    /** Whether it begins in the group of ours of this name. */
    public boolean isFrom(String group) {
        return from.equals(new Ours(group));
    }
}
