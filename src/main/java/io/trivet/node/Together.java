package io.trivet.node;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which brokers go down at the same time in a roll. */
public enum Together {
    /** All of a zone, which is the rack of its brokers. */
    ZONE,
    /** One after the other. */
    NODE;

    /** The brokers of a cluster in the groups in which they go down; racks are by the id of their broker. */
    List<SortedSet<Integer>> groups(SortedMap<Integer, String> racks) {
        SortedMap<String, SortedSet<Integer>> groups = new TreeMap<>();
        racks.forEach((id, rack) -> groups.computeIfAbsent(this == ZONE ? rack : "" + id, name -> new TreeSet<>())
                .add(id));
        return new ArrayList<>(groups.values());
    }
}
