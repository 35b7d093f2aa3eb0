package io.trivet.operate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.ClassicGroupDescription;
import org.apache.kafka.common.ClassicGroupState;

/**
 * The nodes of MirrorMaker, as the brokers know the groups that they are, one for each cluster that is copied from: the
 * nodes themselves answer no question.
 */
public final class MirrorNodes {
    private MirrorNodes() {}

    /**
     * What keeps the groups of a node from their work: those that share it out anew. Empty where the node is not in all
     * of them, or the brokers do not answer.
     *
     * @param node its name, as which it comes to the brokers
     */
    public static Optional<List<ConnectWorkers.Part>> ask(LiveCluster brokers, List<String> groups, String node)
            throws InterruptedException {
        List<ConnectWorkers.Part> sharing = new ArrayList<>();
        try {
            for (ClassicGroupDescription group :
                    brokers.admin().describeClassicGroups(groups).all().get().values()) {
                if (group.members().stream()
                        .noneMatch(member -> member.clientId().equals(node))) {
                    return Optional.empty();
                }
                if (group.state() != ClassicGroupState.STABLE) {
                    sharing.add(new ConnectWorkers.Part(
                            "group " + group.groupId(), group.state().toString(), ""));
                }
            }
            return Optional.of(List.copyOf(sharing));
        } catch (ExecutionException e) {
            // Of a group that is not there yet, too.
            return Optional.empty();
        }
    }
}
