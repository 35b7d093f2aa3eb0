package io.trivet.layout;

import io.trivet.stack.Cidr;
import io.trivet.stack.Subnet;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/**
 * An availability zone.
 *
 * @param index from 0, in the order of the description
 * @param name as AWS names it, {@code us-east-1a}; also the {@code broker.rack} of its brokers
 * @param subnet the part of the network that belongs to it
 */
public record Zone(int index, String name, Cidr subnet) {
    /** Each zone with its quarter of the network, or with the subnet that exists in it. */
    static List<Zone> of(List<String> names, Cidr network, SortedMap<String, Subnet> subnets) {
        List<Zone> zones = new ArrayList<>();
        for (String name : names) {
            int index = zones.size();
            Subnet subnet = subnets.get(name);
            zones.add(new Zone(
                    index,
                    name,
                    subnet == null ? network.quarter(index) : subnet.cidr().aligned()));
        }
        return List.copyOf(zones);
    }
}
