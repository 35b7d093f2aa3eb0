package io.trivet.adopt;

import io.trivet.kafka.Replicas;
import io.trivet.layout.Role;
import io.trivet.operate.found.FoundBroker;
import io.trivet.operate.found.FoundCluster;
import io.trivet.stack.Address;
import io.trivet.stack.Cidr;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Zones, names and addresses of brokers, read backwards: what must have been described for the layout to place them
 * where they are. A cluster that Trivet did not make has other names and addresses, from which nothing follows.
 */
record Placement(FoundCluster found) {
    private static final Pattern ZONE = Pattern.compile("([a-z]{2}(?:-[a-z]+)+-\\d(?:-[a-z]+-\\d)?)[a-z]");
    private static final Pattern NAME = Pattern.compile("broker(\\d+)\\.([a-z0-9-]+)\\.(.+\\..+)");
    private static final Pattern LISTENER = Pattern.compile("://(\\d+\\.\\d+\\.\\d+\\.\\d+):");
    private static final int LARGEST = 16;
    private static final int SMALLEST = 22;
    private static final int LOOPBACK = 127;
    private static final int PRIVATE = 10;

    /** Whether a rack is named as an availability zone of AWS is. */
    static boolean isZone(String rack) {
        return ZONE.matcher(rack).matches();
    }

    /** The region of a zone; empty where it is none. */
    static Optional<String> region(String zone) {
        Matcher form = ZONE.matcher(zone);
        return form.matches() ? Optional.of(form.group(1)) : Optional.empty();
    }

    /** The racks, each once, in the order of the brokers; those without one are left out. */
    List<String> racks() {
        return found.brokers().stream()
                .map(FoundBroker::rack)
                .filter(rack -> !rack.isEmpty())
                .distinct()
                .toList();
    }

    /** The zones, where the racks are zones of one region and not more than a description takes. */
    List<String> zones() {
        List<String> racks = racks();
        boolean one = racks.stream().map(Placement::region).distinct().count() == 1;
        return one && racks.stream().allMatch(Placement::isZone) && racks.size() <= Replicas.ZONES ? racks : List.of();
    }

    /**
     * Name and zone in DNS.
     *
     * @param cluster name of the cluster
     * @param zone below which the names are
     */
    record Names(String cluster, String zone) {}

    /** What all brokers tell clients as their names; empty where these are not as Trivet makes them. */
    Optional<Names> names() {
        List<Names> names = new ArrayList<>();
        for (FoundBroker broker : found.brokers()) {
            Matcher form = NAME.matcher(broker.host());
            if (!form.matches() || !form.group(1).equals(Integer.toString(broker.id()))) {
                return Optional.empty();
            }
            names.add(new Names(form.group(2), form.group(3)));
        }
        return names.stream().distinct().count() == 1 ? Optional.of(names.get(0)) : Optional.empty();
    }

    /** The block of addresses; empty where the brokers are not where the layout places them. */
    Optional<Cidr> network() {
        List<Address> addresses = new ArrayList<>();
        for (FoundBroker broker : found.brokers()) {
            Optional<Address> address = address(broker);
            if (address.isEmpty() || broker.id() != addresses.size() + 1) {
                return Optional.empty();
            }
            addresses.add(onEc2(address.get()));
        }
        Address first = addresses.get(0).plus(-Role.BROKER.firstHost());
        for (int prefix = LARGEST; prefix <= SMALLEST; prefix++) {
            Cidr block = new Cidr(first, prefix);
            if (block.isAligned() && addresses.size() > 1 && places(block, addresses)) {
                return Optional.of(block);
            }
        }
        return Optional.empty();
    }

    /** Where a broker listens; on a machine of its own it is the address of a node. */
    private static Optional<Address> address(FoundBroker broker) {
        String listeners = broker.settings().containsKey("listeners")
                ? broker.settings().get("listeners").value()
                : "";
        Matcher listener = LISTENER.matcher(listeners);
        return listener.find() ? Address.parse(listener.group(1)) : Address.parse(broker.host());
    }

    /** A cluster on one machine has the addresses of EC2 but for the first octet. */
    private static Address onEc2(Address address) {
        return address.bits() >>> 24 == LOOPBACK ? new Address(PRIVATE << 24 | address.bits() & 0xFF_FFFF) : address;
    }

    private static boolean places(Cidr block, List<Address> addresses) {
        for (int i = 0; i < addresses.size(); i++) {
            Address placed =
                    block.quarter(i % Replicas.ZONES).first().plus(Role.BROKER.firstHost() + i / Replicas.ZONES);
            if (!placed.equals(addresses.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** Whether the brokers listen on this machine's own addresses, so that those on EC2 are others. */
    boolean isLocal() {
        return found.brokers().stream()
                .map(Placement::address)
                .anyMatch(address -> address.isPresent() && address.get().bits() >>> 24 == LOOPBACK);
    }
}
