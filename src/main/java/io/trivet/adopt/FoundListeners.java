package io.trivet.adopt;

import io.trivet.kafka.ClientProtocol;
import io.trivet.layout.Listener;
import io.trivet.layout.Role;
import io.trivet.operate.found.FoundBroker;
import io.trivet.operate.found.FoundCluster;
import io.trivet.operate.found.FoundSetting;
import io.trivet.process.KafkaSecurity;
import io.trivet.stack.ClientSource;
import io.trivet.stack.OnEc2;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Listeners of brokers, read backwards from their settings. One that no description makes, of another protocol, with
 * another port on each broker or with other names than {@code broker4.<domain>}, is left out: it is told with the
 * settings that Trivet computes.
 *
 * <p>Source: https://kafka.apache.org/documentation/#brokerconfigs, listeners and advertised.listeners.
 */
record FoundListeners(FoundCluster found) {
    private static final String PLAINTEXT = "PLAINTEXT";
    private static final String TLS = "SSL";
    private static final String PASSWORDS = Listener.kafkaName(Listener.PASSWORDS);
    private static final Pattern ENDPOINT = Pattern.compile("\\s*([A-Za-z0-9_.-]+)://(.*):(\\d+)\\s*");
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

    /** Where a listener is bound, or said to be. */
    private record Endpoint(String host, int port) {}

    /** Whether there is the listener for users with a password, as a description makes it. */
    boolean takePasswords() {
        SortedMap<String, String> wanted = KafkaSecurity.passwordSettings();
        return protocols().getOrDefault(PASSWORDS, "").equals(ClientProtocol.SASL_SSL.name())
                && port(PASSWORDS).equals(Optional.of(Listener.PASSWORDS_PORT))
                && isOfNodes(PASSWORDS)
                && found.brokers().stream()
                        .allMatch(broker -> wanted.entrySet().stream()
                                .allMatch(setting -> broker.hidden().contains(setting.getKey())
                                        || Optional.ofNullable(broker.settings().get(setting.getKey()))
                                                .filter(told -> told.value().equals(setting.getValue()))
                                                .isPresent()));
    }

    /** Whether every listener speaks TLS and asks for nothing besides, but for the one that takes passwords. */
    boolean speakTls() {
        SortedMap<String, String> protocols = protocols();
        return !protocols.isEmpty()
                && found.brokers().stream()
                        .flatMap(broker -> endpoints(broker, "listeners").keySet().stream())
                        .filter(name -> !(name.equals(PASSWORDS) && takePasswords()))
                        .allMatch(name -> protocols.getOrDefault(name, name).equals(TLS));
    }

    /**
     * Those besides the listeners of clients, of brokers and of controllers, as a description has them.
     *
     * @param described what is said of them already: it is kept where the brokers do not say otherwise
     * @param clients who may reach one of which nothing is said
     */
    SortedMap<String, OnEc2.Listener> further(SortedMap<String, OnEc2.Listener> described, List<ClientSource> clients) {
        SortedMap<String, OnEc2.Listener> further = new TreeMap<>();
        String protocol = speakTls() ? TLS : PLAINTEXT;
        SortedMap<String, String> protocols = protocols();
        Set<String> own = own();
        for (String kafkaName :
                endpoints(found.brokers().get(0), "advertised.listeners").keySet()) {
            String name = kafkaName.toLowerCase(Locale.ROOT).replace('_', '-');
            boolean describable = NAME.matcher(name).matches()
                    && Listener.kafkaName(name).equals(kafkaName)
                    && protocols.getOrDefault(kafkaName, kafkaName).equals(protocol);
            Optional<Integer> port = port(kafkaName);
            if (!describable || port.isEmpty() || own.contains(kafkaName)) {
                continue;
            }
            boolean ofNodes = isOfNodes(kafkaName);
            Optional<String> domain = ofNodes ? Optional.empty() : domain(kafkaName);
            if (ofNodes || domain.isPresent()) {
                Optional<OnEc2.Listener> said = Optional.ofNullable(described.get(name));
                further.put(
                        name,
                        new OnEc2.Listener(
                                port.get(),
                                domain,
                                domain.isPresent() ? said.flatMap(OnEc2.Listener::zoneId) : Optional.empty(),
                                said.map(OnEc2.Listener::clients).orElse(clients),
                                said.flatMap(OnEc2.Listener::protocol)));
            }
        }
        return Collections.unmodifiableSortedMap(further);
    }

    /** Whether each broker tells its own name there. */
    private boolean isOfNodes(String listener) {
        return found.brokers().stream()
                .allMatch(broker -> advertised(broker, listener)
                        .filter(endpoint -> endpoint.host().equals(broker.host()))
                        .isPresent());
    }

    /** Names of listeners that every description makes. */
    private Set<String> own() {
        Set<String> own = new TreeSet<>();
        Stream.of("inter.broker.listener.name", "controller.listener.names", "control.plane.listener.name")
                .flatMap(setting -> Stream.of(found.most(setting).split(",")))
                .forEach(name -> own.add(name.strip()));
        FoundBroker first = found.brokers().get(0);
        endpoints(first, "advertised.listeners").forEach((name, endpoint) -> {
            if (endpoint.equals(new Endpoint(first.host(), first.port()))) {
                own.add(name);
            }
        });
        return own;
    }

    private SortedMap<String, String> protocols() {
        SortedMap<String, String> protocols = new TreeMap<>();
        for (String pair : found.most("listener.security.protocol.map").split(",")) {
            int colon = pair.indexOf(':');
            if (colon > 0) {
                protocols.put(
                        pair.substring(0, colon).strip(),
                        pair.substring(colon + 1).strip());
            }
        }
        return protocols;
    }

    /** The one port at which all brokers have a listener, and say so. */
    private Optional<Integer> port(String name) {
        List<Optional<Integer>> ports = found.brokers().stream()
                .flatMap(broker -> Stream.of(
                        advertised(broker, name),
                        Optional.ofNullable(endpoints(broker, "listeners").get(name))))
                .map(endpoint -> endpoint.map(Endpoint::port))
                .distinct()
                .toList();
        return ports.size() == 1 ? ports.get(0) : Optional.empty();
    }

    /** What the names of all brokers end in, behind the name of the node. */
    private Optional<String> domain(String listener) {
        List<String> domains = found.brokers().stream()
                .map(broker -> {
                    String host =
                            advertised(broker, listener).map(Endpoint::host).orElse("");
                    String node = Role.BROKER.node(broker.id()) + ".";
                    return host.startsWith(node) ? host.substring(node.length()) : "";
                })
                .distinct()
                .toList();
        return domains.size() == 1 && domains.get(0).contains(".") ? Optional.of(domains.get(0)) : Optional.empty();
    }

    private static Optional<Endpoint> advertised(FoundBroker broker, String name) {
        return Optional.ofNullable(endpoints(broker, "advertised.listeners").get(name));
    }

    /** By name; what a broker does not say to clients is what it is bound to. */
    private static SortedMap<String, Endpoint> endpoints(FoundBroker broker, String setting) {
        FoundSetting told =
                broker.settings().getOrDefault(setting, broker.settings().get("listeners"));
        SortedMap<String, Endpoint> endpoints = new TreeMap<>();
        for (String listener : told == null ? new String[0] : told.value().split(",")) {
            Matcher form = ENDPOINT.matcher(listener);
            if (form.matches()) {
                endpoints.put(form.group(1), new Endpoint(form.group(2), Integer.parseInt(form.group(3))));
            }
        }
        return endpoints;
    }
}
