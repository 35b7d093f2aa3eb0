package io.trivet.node;

import io.trivet.operate.Failure;
import io.trivet.stack.OnEc2;
import java.util.List;

/**
 * A broker that is a controller, too: it goes down only when all partitions and its quorum can spare it at the same
 * time, and is back when both have it.
 */
final class CombinedWave {
    private final Wave wave;
    private final Member member;

    /** Of a wave of one, as waves of voters are. */
    CombinedWave(Wave wave) {
        this.wave = wave;
        this.member = wave.members().get(0);
    }

    void run(OnEc2.Unit together) throws Failure, InterruptedException {
        boolean former = wave.machines().wasMember(member);
        if (!former
                && member.comesBeforeQuorum()
                && member.isFirstVoter(wave.machines().directory(member))) {
            // No broker is in a cluster before most of its controllers are there.
            new VoterWave(wave, member).run();
            return;
        }
        Seat seat = new Seat(wave, member);
        new BrokerWave(wave, List.of(seat)).run(together);
        seat.take(former);
        seat.await();
        wave.ended("vote");
    }
}
