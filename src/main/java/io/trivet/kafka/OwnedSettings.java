package io.trivet.kafka;

import java.util.Arrays;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The settings that Trivet computes from the description, so that no description may set them. */
public final class OwnedSettings {
    /** Why, by the name of the setting; each reads on from "it must not be set: ". */
    static final SortedMap<String, String> REASONS = reasons();

    private OwnedSettings() {}

    /** Why this setting is not the user's to set; empty when it is. */
    public static Optional<String> reason(String key) {
        return Optional.ofNullable(REASONS.get(key));
    }

    /** What to do about one that is described: remove it, or write what says the same. */
    public static String instead(String key, String value) {
        long folders = Arrays.stream(value.split(","))
                .filter(folder -> !folder.isBlank())
                .count();
        return key.equals("log.dirs") && folders > 1
                ? "remove it, and write brokers.volumes: " + folders + " for a folder on each of " + folders
                        + " volumes"
                : "remove it";
    }

    private static SortedMap<String, String> reasons() {
        String listeners = "listeners follow from the nodes, their addresses and their names in dns.zone, and from"
                + " network.listeners";
        String quorum = "the quorum follows from controllers.nodes";
        String data = "data lies on the volume of the node";
        String id = "a node has its id for ever, by its number in its role";
        SortedMap<String, String> reasons = new TreeMap<>();
        reasons.put("advertised.listeners", listeners);
        reasons.put("broker.id", id);
        reasons.put("broker.rack", "the rack is the zone of the node");
        reasons.put("control.plane.listener.name", listeners);
        reasons.put("controller.listener.names", listeners);
        reasons.put("controller.quorum.bootstrap.servers", quorum);
        reasons.put("controller.quorum.voters", quorum);
        reasons.put("controller.quorum.auto.join.enable", quorum);
        reasons.put("cordoned.log.dirs", data);
        reasons.put("early.start.listeners", listeners);
        reasons.put("inter.broker.listener.name", listeners);
        reasons.put("listener.security.protocol.map", listeners);
        reasons.put("listeners", listeners);
        reasons.put("log.dir", data);
        reasons.put("log.dirs", data);
        reasons.put("metadata.log.dir", data);
        reasons.put("node.id", id);
        reasons.put("process.roles", "the role follows from kafka.metadata and the kind of the node");
        reasons.put("security.inter.broker.protocol", listeners);
        reasons.put("zookeeper.connect", "the ensemble follows from zookeeper.nodes and zookeeper.chroot");
        reasons.put("zookeeper.metadata.migration.enable", "a migration is a procedure with steps, not a setting");
        return Collections.unmodifiableSortedMap(reasons);
    }
}
