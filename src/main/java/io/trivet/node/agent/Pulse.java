package io.trivet.node.agent;

import io.trivet.node.LivePeers;
import io.trivet.node.Member;
import io.trivet.node.Refusals;
import io.trivet.node.s3.Bucket;
import io.trivet.operate.Failure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;

/**
 * What a node says of its cluster, again and again, at {@code health/<node>}: which zones must not stop now.
 *
 * @param root of the file system
 * @param home of the agent, with the bundles that its node lives by
 * @param pause from one answer to the next question
 */
record Pulse(Bucket bucket, String node, Path root, Path home, Journal journal, Duration pause) implements Runnable {
    private static final String HEALTH = "health";

    @Override
    public void run() {
        try {
            while (true) {
                beat();
                Thread.sleep(pause.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void beat() throws InterruptedException {
        try {
            NodeFacts facts = NodeFacts.applied(home);
            Member member = facts.member();
            try (LivePeers peers = facts.peers(member, root)) {
                Refusals refused = Refusals.of(member.role(), facts.zones(), facts.together(), peers);
                bucket.put("health/" + node, text(node, System.currentTimeMillis(), refused));
                journal.well(HEALTH);
            }
        } catch (Failure e) {
            journal.once(HEALTH, e);
        } catch (RuntimeException e) {
            // What the servers refuse is no reason to say nothing ever again; the last word grows old by itself.
            journal.step(node, "health", e.toString());
        }
    }

    /**
     * The object at {@code health/<node>}.
     *
     * @param at milliseconds since 1970
     * @param refused which zones, and which stop in batches
     */
    static String text(String node, long at, Refusals refused) {
        String batches = refused.batches().entrySet().stream()
                .map(zone -> JsonText.quoted(zone.getKey()) + ":" + zone.getValue())
                .collect(Collectors.joining(",", ",\"batches\":{", "}"));
        return "{\"node\":" + JsonText.quoted(node) + ",\"at\":" + at + ",\"refuses\":"
                + JsonText.object(refused.reasons())
                + (refused.batches().isEmpty() ? "" : batches) + "}\n";
    }
}
