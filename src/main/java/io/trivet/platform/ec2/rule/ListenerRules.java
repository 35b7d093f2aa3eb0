package io.trivet.platform.ec2.rule;

import io.trivet.layout.Domain;
import io.trivet.layout.Listener;
import io.trivet.platform.AwsIds;
import io.trivet.process.KafkaBroker;
import io.trivet.process.KafkaController;
import io.trivet.process.ZooKeeperServer;
import io.trivet.stack.Cidr;
import io.trivet.stack.ClientSource;
import io.trivet.stack.OnEc2;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Further listeners of the brokers. */
final class ListenerRules {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    private static final int LONGEST_NAME = 20;

    /** Names of listeners and of ports that every broker has. */
    private static final List<String> TAKEN_NAMES =
            List.of("client", "clients", "replication", "controller", "exporter", "quorum", "election");

    private static final List<Integer> TAKEN_PORTS = List.of(
            ZooKeeperServer.CLIENT_PORT,
            ZooKeeperServer.QUORUM_PORT,
            ZooKeeperServer.ELECTION_PORT,
            ZooKeeperServer.EXPORTER_PORT,
            KafkaBroker.EXPORTER_PORT,
            KafkaController.EXPORTER_PORT,
            KafkaBroker.REPLICATION_PORT,
            KafkaBroker.CLIENT_PORT,
            KafkaController.PORT);

    private static final Pattern DOMAIN =
            Pattern.compile("(?=.{1,200}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)+");

    private ListenerRules() {}

    static void check(Ec2Subject subject) {
        SortedMap<Integer, String> ports = new TreeMap<>();
        SortedMap<String, String> domains = new TreeMap<>();
        Domain.of(subject.description())
                .ifPresent(names -> domains.put(names.name("").substring(1), "the cluster itself"));
        if (subject.stack().hasPasswords()) {
            ports.put(Listener.PASSWORDS_PORT, Listener.PASSWORDS);
        }
        subject.stack().network().listeners().forEach((name, listener) -> {
            String path = "network.listeners." + name;
            name(subject, path, name);
            port(subject, path + ".port", listener.port(), ports);
            ports.putIfAbsent(listener.port(), name);
            names(subject, path, listener, domains);
            listener.domain().ifPresent(domain -> domains.putIfAbsent(domain, name));
            clients(subject, path + ".clients", listener.clients());
        });
    }

    private static void name(Ec2Subject subject, String path, String name) {
        boolean taken = TAKEN_NAMES.contains(name) || subject.stack().hasPasswords() && name.equals(Listener.PASSWORDS);
        if (!NAME.matcher(name).matches() || name.length() > LONGEST_NAME || taken) {
            subject.error(Ec2Rule.LISTENER_NAME, path, name)
                    .must("be a name of at most " + LONGEST_NAME
                            + " small letters, digits and single hyphens, and none that brokers have already")
                    .mend("name it after its clients, as partners");
        }
    }

    private static void port(Ec2Subject subject, String path, int port, Map<Integer, String> others) {
        if (port < 1024 || port > 65_535 || TAKEN_PORTS.contains(port)) {
            subject.error(Ec2Rule.LISTENER_PORT, path, "" + port)
                    .must("be from 1024 to 65535, and none of " + new TreeSet<>(TAKEN_PORTS)
                            + ", on which servers of Trivet listen")
                    .mend("write 9094");
        } else if (others.containsKey(port)) {
            subject.error(Ec2Rule.LISTENER_PORT, path, port + ", as that of " + others.get(port))
                    .must("be a port of its own: two listeners cannot share one")
                    .mend("write another one, as 9095");
        }
    }

    private static void names(Ec2Subject subject, String path, OnEc2.Listener listener, Map<String, String> others) {
        listener.domain().ifPresent(domain -> {
            if (!DOMAIN.matcher(domain).matches()) {
                subject.error(Ec2Rule.LISTENER_DOMAIN, path + ".domain", domain)
                        .must("be a name of DNS with a dot, in small letters, of at most 200 characters")
                        .mend("write it as kafka.partners.example.com");
            } else if (others.containsKey(domain)) {
                subject.error(Ec2Rule.LISTENER_DOMAIN, path + ".domain", domain + ", as that of " + others.get(domain))
                        .must("be a domain of its own: one name leads to one place")
                        .mend("write another one, or leave it out to tell clients the names of the nodes");
            }
        });
        listener.zoneId().ifPresent(id -> {
            AwsIds.checkZone(subject, path + ".zoneId", id);
            if (listener.domain().isEmpty()) {
                subject.error(Ec2Rule.LISTENER_DOMAIN, path + ".zoneId", "given without a domain")
                        .must("stand beside the domain whose names it keeps: those of the nodes are in dns.zone")
                        .mend("add domain: with what the zone is for, or remove it");
            }
        });
    }

    private static void clients(Ec2Subject subject, String path, List<ClientSource> clients) {
        if (clients.isEmpty()) {
            subject.error(Ec2Rule.LISTENER_CLIENTS, path, "empty")
                    .must("let in clients: a listener that none can reach is of no use")
                    .mend("write the blocks or security groups that they come from, or remove the listener");
        }
        for (int i = 0; i < clients.size(); i++) {
            String at = path + "[" + i + "]";
            ClientSource client = clients.get(i);
            if (clients.subList(0, i).contains(client)) {
                subject.error(Ec2Rule.LISTENER_CLIENTS, at, client + " a second time")
                        .must("be written once: AWS refuses a rule that is there already")
                        .mend("remove it");
            } else if (client instanceof ClientSource.Block block) {
                block(subject, at, block.cidr());
            }
        }
    }

    private static void block(Ec2Subject subject, String path, Cidr block) {
        if (!block.isPrivate()) {
            subject.error(Ec2Rule.LISTENER_PUBLIC, path, block.toString())
                    .must("lie in 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 or 100.64.0.0/10: "
                            + (subject.stack().security().isPresent()
                                    ? "nodes have private addresses only, which no others reach"
                                    : "the listener is in plain text, which all on the way read and change, and asks none"
                                            + " for a name"))
                    .mend("reach it through a VPN or a peering, and write the private block at its other end");
        } else if (!block.isAligned()) {
            subject.error(Ec2Rule.LISTENER_CLIENTS, path, block.toString())
                    .must("begin at the first address of its block: AWS refuses bits beyond the prefix")
                    .mend("write " + block.aligned());
        }
    }
}
