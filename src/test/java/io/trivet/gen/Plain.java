package io.trivet.gen;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Descriptions in which nothing is left to chance, for a test to change in what it is about. */
public final class Plain {
    private Plain() {}

    /** Three controllers and six brokers. */
    public static Sample kraft() {
        return cluster("4.3.1", "kraft").with("controllers", role(3, "m7g.medium", "20GiB"));
    }

    /** Three brokers that are the controllers, too. */
    public static Sample combined() {
        return cluster("4.3.1", "kraft").with("brokers.nodes", 3).with("brokers.controllers", true);
    }

    /** Three ZooKeeper servers and six brokers. */
    public static Sample zooKeeper() {
        return cluster("3.9.2", "zookeeper").with("zookeeper", role(3, "m7g.medium", "20GiB"));
    }

    private static Sample cluster(String version, String metadata) {
        Map<String, Object> cluster = new LinkedHashMap<>();
        cluster.put("name", "films");
        cluster.put("environment", "prod");
        cluster.put("platform", "ec2");
        cluster.put("zones", List.of("eu-west-1a", "eu-west-1b", "eu-west-1c"));
        return new Sample(0, "prod", "eu-west-1", cluster)
                .with("kafka.version", version)
                .with("kafka.metadata", metadata)
                .with("network.cidr", "10.20.0.0/16")
                .with("dns.zone", "example.internal")
                .with("brokers", role(6, "m7g.xlarge", "1TiB"));
    }

    private static Map<String, Object> role(int nodes, String instance, String volume) {
        Map<String, Object> role = new LinkedHashMap<>();
        role.put("nodes", nodes);
        role.put("instance", instance);
        role.put("volume", Map.of("size", volume));
        return role;
    }
}
