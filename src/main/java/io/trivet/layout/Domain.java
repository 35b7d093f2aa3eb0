package io.trivet.layout;

import io.trivet.stack.Description;
import io.trivet.stack.Dns;
import io.trivet.stack.OnService;
import io.trivet.stack.Span;
import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The names of a cluster in DNS, all of which end in {@code .<cluster>.<zone>}.
 *
 * @param cluster its name
 * @param zone private zone of the records
 * @param hostedZone id of one that exists; empty where one is made
 * @param ttl how long a resolver keeps an answer
 * @param vpcs other networks that resolve the names: their regions, by id
 */
public record Domain(
        String cluster, String zone, Optional<String> hostedZone, Span ttl, SortedMap<String, String> vpcs) {
    /** A record that a resolver keeps for a minute: a replaced node keeps its address, so little is gained by less. */
    private static final Span DEFAULT_TTL = new Span(Duration.ofSeconds(60));

    /** The names that a description asks for; on Amazon MSK only with {@code msk.names}, which stand behind them. */
    public static Optional<Domain> of(Description<?> description) {
        Optional<Dns> dns = description
                .on()
                .on(
                        ec2 -> Optional.of(ec2.dns()),
                        msk -> msk.dns().filter(described -> msk.msk().names().isPresent()),
                        OnService::dns);
        return dns.map(described -> new Domain(
                description.name(),
                described.zone(),
                described.zoneId(),
                described.ttl().orElse(DEFAULT_TTL),
                vpcs(described, description.regionOrOfZones())));
    }

    private static SortedMap<String, String> vpcs(Dns described, String region) {
        SortedMap<String, String> vpcs = new TreeMap<>();
        described
                .vpcs()
                .ifPresent(list ->
                        list.forEach(vpc -> vpcs.put(vpc.id(), vpc.region().orElse(region))));
        return Collections.unmodifiableSortedMap(vpcs);
    }

    /** A name in full: {@code broker4.films.us-east-1.prod.internal}. */
    public String name(String first) {
        return first + "." + cluster + "." + zone;
    }

    /** The name behind which all brokers stand. */
    public String bootstrap() {
        return name("bootstrap");
    }

    /** A full name as the zone holds it: {@code broker4.films}. */
    public String inZone(String name) {
        return name.substring(0, name.length() - zone.length() - 1);
    }
}
