package io.trivet.security;

import io.trivet.kafka.MirrorGroup;
import io.trivet.kafka.Right;
import io.trivet.stack.Mirrors;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What mirrors may do: in the cluster that they copy to be a group for each source, keep what they know in topics of
 * their own, and make, fill and follow the copies; in the one that they copy from, read.
 *
 * <p>Source: {@code MirrorSourceConnector}, {@code MirrorCheckpointTask} and {@code MirrorHeartbeatTask} of 3.9.2 and
 * 4.3.1, and https://kafka.apache.org/documentation/#operations_resources_and_protocols.
 */
public final class MirrorRights {
    /**
     * What is a name and no expression. A dot is both, and names have one far more often than expressions have it
     * alone.
     */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]+");

    /** All that begins with a name, in which a dot may be masked: {@code audit\\..*}. */
    private static final Pattern BEGIN = Pattern.compile("((?:[A-Za-z0-9_-]|\\\\\\.)+)\\.\\*");

    private static final String ALL = "*";

    private MirrorRights() {}

    /** What they may do in the cluster that they copy to. */
    public static SortedSet<Grant> of(Mirrors mirrors) {
        SortedSet<Grant> grants = new TreeSet<>();
        mirrors.sources().forEach((name, source) -> {
            MirrorGroup group = new MirrorGroup(name);
            grants.add(new Grant(Grant.Kind.GROUP, group.id(), false, Right.READ));
            for (String topic : group.topics()) {
                add(grants, topic, Right.READ, Right.WRITE, Right.CREATE, Right.DESCRIBE_CONFIGS);
            }
            add(grants, MirrorGroup.HEARTBEATS, Right.WRITE, Right.CREATE, Right.DESCRIBE_CONFIGS);
            for (String copies : copies(group, source)) {
                add(
                        grants,
                        copies,
                        Right.READ,
                        Right.WRITE,
                        Right.CREATE,
                        Right.ALTER,
                        Right.DESCRIBE_CONFIGS,
                        Right.ALTER_CONFIGS);
            }
            if (source.groupOffsets().orElse(true)) {
                names(source.groups().orElse(List.of(ALL)))
                        .forEach(moved -> grants.add(Grant.of(Grant.Kind.GROUP, moved, Right.READ)));
                // They ask where these groups are in all that they read, and a denial of each is logged by the brokers.
                add(grants, ALL, Right.DESCRIBE);
            }
            if (mirrors.exactlyOnce().isPresent()) {
                group.transactions().forEach(id -> UserRights.transaction(id, grants));
            }
        });
        return grants;
    }

    /**
     * What they need in the cluster that they copy from, where it is to be described.
     *
     * @param alias what they call the cluster that they copy to
     */
    public static SortedSet<Grant> ofSource(String alias, Mirrors mirrors, Mirrors.Source source) {
        SortedSet<Grant> grants = new TreeSet<>();
        names(source.topics().orElse(List.of(ALL)))
                .forEach(topic -> add(grants, topic, Right.READ, Right.DESCRIBE_CONFIGS));
        names(source.groups().orElse(List.of(ALL)))
                .forEach(group -> grants.add(Grant.of(Grant.Kind.GROUP, group, Right.DESCRIBE)));
        if (mirrors.setting(source, "offset-syncs.topic.location").equals(Optional.of("source"))) {
            add(grants, new MirrorGroup(alias).syncs(), Right.READ, Right.WRITE, Right.CREATE, Right.DESCRIBE_CONFIGS);
        }
        return grants;
    }

    private static SortedSet<String> copies(MirrorGroup group, Mirrors.Source source) {
        return source.named() == Mirrors.Names.SAME
                ? names(source.topics().orElse(List.of(ALL)))
                : new TreeSet<>(List.of(group.copies()));
    }

    /** Names as rights are given for them, {@code *} for an expression of which not even the beginning is known. */
    private static SortedSet<String> names(List<String> described) {
        SortedSet<String> names = new TreeSet<>();
        for (String text : described) {
            Matcher begin = BEGIN.matcher(text);
            if (begin.matches()) {
                names.add(begin.group(1).replace("\\.", ".") + ALL);
            } else {
                names.add(NAME.matcher(text).matches() ? text : ALL);
            }
        }
        return names.contains(ALL) ? new TreeSet<>(List.of(ALL)) : names;
    }

    private static void add(SortedSet<Grant> grants, String topic, Right... rights) {
        for (Right right : rights) {
            grants.add(Grant.of(Grant.Kind.TOPIC, topic, right));
        }
    }
}
