package io.trivet.operate.mirror;

import io.trivet.kafka.MirrorGroup;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What mirrors copy from one cluster to another, and how they call it.
 *
 * <p>Source: {@code MirrorSourceConnector}, {@code ReplicationPolicy} and {@code DefaultReplicationPolicy} of Kafka
 * 3.9.2 and 4.3.1.
 *
 * @param source what they call the cluster that they copy from
 * @param target what they call the one that they copy to
 * @param prefixed whether copies begin with the name of the source
 * @param topics that are copied
 * @param groups whose positions are translated
 */
public record Link(String source, String target, boolean prefixed, Filter topics, Filter groups) {
    private static final char SEPARATOR = '.';

    /**
     * Names, by regular expressions of the whole of them.
     *
     * @param taken those that are meant
     * @param left those of them that are not
     */
    public record Filter(List<String> taken, List<String> left) {
        public Filter {
            taken = List.copyOf(taken);
            left = List.copyOf(left);
        }

        boolean takes(String name) {
            return matches(taken, name) && !matches(left, name);
        }

        private static boolean matches(List<String> expressions, String name) {
            return !expressions.isEmpty()
                    && Pattern.compile(String.join("|", expressions))
                            .matcher(name)
                            .matches();
        }
    }

    /**
     * Whether a topic of the source is copied. Heartbeats are, and do not count: they are written as long as there are
     * mirrors.
     */
    public boolean copies(String topic) {
        return topics.takes(topic) && !isInternal(topic) && !isHeartbeats(topic) && !wasHere(topic);
    }

    /** Whether the positions of a group are translated. */
    public boolean translates(String group) {
        return groups.takes(group);
    }

    /** What a copy is called. */
    public String copy(String topic) {
        return prefixed ? source + SEPARATOR + topic : topic;
    }

    /** Of a topic of the source that is a copy of one at the target: what it is called there. */
    public Optional<String> home(String topic) {
        String prefix = target + SEPARATOR;
        return prefixed && topic.startsWith(prefix) && !isInternal(topic) && !isHeartbeats(topic)
                ? Optional.of(topic.substring(prefix.length()))
                : Optional.empty();
    }

    /** Whether a topic is Kafka's own, or one in which mirrors or workers keep their state. */
    public static boolean isInternal(String topic) {
        return topic.startsWith("__")
                || topic.startsWith(".")
                || topic.endsWith("-internal")
                || topic.endsWith(".internal");
    }

    private boolean isHeartbeats(String topic) {
        return topic.equals(MirrorGroup.HEARTBEATS) || prefixed && topic.endsWith(SEPARATOR + MirrorGroup.HEARTBEATS);
    }

    /** Whether any of its prefixes says that it comes from the target. */
    private boolean wasHere(String topic) {
        return prefixed && (topic.startsWith(target + SEPARATOR) || topic.contains(SEPARATOR + target + SEPARATOR));
    }

    /** Topic at the target in which is written how far each partition of the source was copied. */
    public String offsetsTopic() {
        return new MirrorGroup(source).offsets();
    }

    /** Topic at the target with the syncs. */
    public String syncsTopic() {
        return new MirrorGroup(source).syncs();
    }

    /** Topic at the target with the positions of groups, as the mirrors translate them. */
    public String checkpointsTopic() {
        return new MirrorGroup(source).checkpoints();
    }

    /** The same clusters, copied the other way round. */
    public Link back() {
        return new Link(target, source, prefixed, topics, groups);
    }
}
