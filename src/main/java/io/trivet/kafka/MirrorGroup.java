package io.trivet.kafka;

import java.util.List;

/**
 * The group that the nodes of mirrors are for one cluster that they copy from, with the names that follow from it. All
 * of these topics are in the cluster that is copied to.
 *
 * <p>Source: {@code MirrorMakerConfig.workerConfig}, {@code MirrorSourceConfig.offsetSyncsTopic} and
 * {@code DefaultReplicationPolicy} of 3.9.2 and 4.3.1.
 *
 * @param source what mirrors call that cluster
 */
public record MirrorGroup(String source) {
    /** The user as which mirrors come to the cluster that they copy to where brokers ask for one. */
    public static final String USER = "mirror";

    /** The topic into which mirrors write that they are there, in the cluster that is copied to. */
    public static final String HEARTBEATS = "heartbeats";

    /** {@code west-mm2}. */
    public String id() {
        return source + "-mm2";
    }

    /** The topics in which the nodes keep what they know, which they make themselves. */
    public List<String> topics() {
        return List.of(internal("mm2-configs"), offsets(), internal("mm2-status"), syncs(), checkpoints());
    }

    /** The topic with how far each partition of the source was copied. */
    public String offsets() {
        return internal("mm2-offsets");
    }

    /** The topic with the syncs; where these are kept at the source, it has the name of the other cluster. */
    public String syncs() {
        return internal("mm2-offset-syncs");
    }

    /** The topic with the positions of groups, as mirrors translate them. */
    public String checkpoints() {
        return source + ".checkpoints.internal";
    }

    private String internal(String begin) {
        return begin + "." + source + ".internal";
    }

    /** How all copies begin that are called by where they come from. */
    public String copies() {
        return source + ".*";
    }

    /** The transactions in which it writes where it copies exactly once, as {@link ConnectGroup#transactions()}. */
    public List<String> transactions() {
        return new ConnectGroup(id()).transactions();
    }
}
