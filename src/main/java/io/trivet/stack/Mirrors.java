package io.trivet.stack;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** What copies topics of other clusters to the one that is described: nodes of MirrorMaker beside its brokers. */
public record Mirrors(
        @Doc("How many nodes; a multiple of three fills the zones evenly")
        int nodes,

        @Doc(value = "EC2 instance type", example = "m7g.large")
        String instance,

        @Doc(value = "Machine image of these nodes; that of all nodes when left out", example = "ami-0abcdef1234567890")
        Optional<String> image,

        @Doc("Volume of each node, which keeps nothing of what is copied")
        OnEc2.Volume volume,

        @Doc(value = "Heap of the JVM; sized by the instance when left out", example = "2GiB")
        Optional<DataSize> heap,

        @Doc(
                "Options of the JVM besides those of Trivet: system properties, -Dname=value, and -XX: options; the heap has a key of its own")
        Optional<List<String>> jvmOptions,

        @Doc("Least level that is logged, by logger; root is that of all others")
        SortedMap<String, LogLevel> logLevels,

        @Doc(
                value =
                        "What mirrors call this cluster, here and where it is copied from: copies of its topics elsewhere begin with it; its name when left out",
                example = "east")
        Optional<String> alias,

        @Doc(
                "Whether each record is copied exactly once; preparing is the step to enabled; at least once when left out")
        Optional<ExactlyOnce> exactlyOnce,

        @Doc("The clusters that are copied from, by what mirrors call each: its copies begin with it, as west.orders")
        SortedMap<String, Source> sources,

        @Doc(
                "Settings of MirrorMaker for all sources, by name; behind the alias of this cluster and a dot those of the workers")
        SortedMap<String, String> settings)
        implements OnEc2.Nodes {
    /** What is described of a setting for a source, be it for that one or for all; empty where nothing is. */
    public Optional<String> setting(Source source, String name) {
        return Optional.ofNullable(source.settings().get(name)).or(() -> Optional.ofNullable(settings.get(name)));
    }

    /** A cluster that is copied from: a stack beside this one, or brokers elsewhere. */
    public record Source(
            @Doc(value = "Name of the stack beside this one that describes it", example = "prod-us-west-2")
            Optional<String> stack,

            @Doc(
                    value = "Addresses of its first brokers, host:port, where no stack describes it",
                    example = "[b-1.legacy.internal:9092, b-2.legacy.internal:9092]")
            Optional<List<String>> bootstrap,

            @Doc(
                    value = "Block of addresses in which these brokers lie, to which the nodes are let out",
                    example = "10.80.0.0/16")
            Optional<Cidr> network,

            @Doc(
                    value =
                            "The described user of that stack as which mirrors come to its brokers, where it has security",
                    example = "mirror-east")
            Optional<String> user,

            @Doc("Topics to copy, names or regular expressions; all but those of Kafka itself when left out")
            Optional<List<String>> topics,

            @Doc("Groups whose positions are translated, names or regular expressions; all when left out")
            Optional<List<String>> groups,

            @Doc("How copies are called: prefixed, <alias>.<topic>, or same; prefixed when left out")
            Optional<Names> names,

            @Doc(
                    "Whether translated positions are written to the groups of this cluster while none of their members is here; yes when left out")
            Optional<Boolean> groupOffsets,

            @Doc("Settings of MirrorMaker for this source alone, by name")
            SortedMap<String, String> settings) {
        /** How copies are called. */
        public Names named() {
            return names.orElse(Names.PREFIXED);
        }
    }

    /** How copies of topics are called. */
    public enum Names {
        /** By the alias of where they come from, a dot, and the name that they have there. */
        PREFIXED,
        /** As they are called there. */
        SAME
    }

    /** Steps to copying exactly once. */
    public enum ExactlyOnce {
        /** Workers that are ready for it. */
        PREPARING,
        /** Workers that do it. */
        ENABLED
    }
}
