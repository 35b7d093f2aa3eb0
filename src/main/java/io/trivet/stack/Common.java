package io.trivet.stack;

import java.util.Optional;
import java.util.SortedMap;

/** What every description says, whatever runs the brokers. */
public record Common(
        @Doc(
                value = "Name of the cluster; part of DNS names, the cluster id and the ZooKeeper chroot",
                example = "orders")
        String name,

        @Doc(
                value = "Environment of the cluster; one that begins with prod gets the rules of production",
                example = "prod")
        String environment,

        @Doc("What runs the brokers") PlatformName platform,

        @Doc("Whether pulumi destroy may end the cluster; refused when left out")
        Optional<Deletion> deletion,

        @Doc("What reads the exporters of the nodes") Optional<Monitoring> monitoring,
        @Doc("The topics that the cluster holds, by name") SortedMap<String, Topic> topics,

        @Doc("The registries that hold the schemas of records, by the names under which applications find them")
        SortedMap<String, Registry> registries,

        @Doc("The applications that use the cluster, by name")
        SortedMap<String, Client> clients,

        @Doc("A page on which people look at the cluster") Optional<Console> console,

        @Doc("Tags on every resource on AWS, by name") SortedMap<String, String> tags) {}
