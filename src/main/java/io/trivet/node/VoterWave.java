package io.trivet.node;

import io.trivet.kafka.SettingsDelta;
import io.trivet.operate.Failure;
import io.trivet.operate.Overrides;
import java.util.ArrayList;
import java.util.List;

/** A ZooKeeper server or controller: it goes down only while the others are a majority, and is waited for. */
final class VoterWave {
    private final Wave wave;
    private final Member member;
    private final Seat seat;

    VoterWave(Wave wave, Member member) {
        this.wave = wave;
        this.member = member;
        this.seat = new Seat(wave, member);
    }

    void run() throws Failure, InterruptedException {
        Difference difference = wave.difference(member);
        boolean former = wave.machines().wasMember(member);
        boolean runs = wave.machines().runs(member);
        if (!runs || !difference.restart().isEmpty()) {
            wave.tell(List.of(member), "restart", runs ? StepWaiter.shown(difference.restart()) : "it does not run");
            if (runs) {
                stop(former);
            }
            wave.start(List.of(member));
            seat.started();
        } else if (!difference.none()) {
            join(former);
            tellControllers(difference.delta());
            wave.write(member, difference);
        }
        join(former);
        wave.ended("join");
    }

    /** One that reads along becomes a voter first: as such it would never be as far as the leader. */
    private void join(boolean former) throws Failure, InterruptedException {
        if (seat.take(former) || former) {
            seat.await();
        } else {
            // A first voter has no quorum to join yet.
            seat.awaitProcess();
        }
    }

    private void stop(boolean former) throws Failure, InterruptedException {
        if (former) {
            wave.waiting().until(member.name(), "a time to stop it safely", seat::without);
            wave.ended("wait");
        }
        wave.stop(List.of(member));
    }

    /** What brokers take while they run, controllers do: from an order to the whole cluster. */
    private void tellControllers(SettingsDelta delta) throws Failure, InterruptedException {
        List<Overrides.Order> orders = new ArrayList<>();
        delta.clusterWide().forEach((name, value) -> orders.add(new Overrides.Order(true, name, value, false)));
        wave.order(member, orders, wave.peers()::orderControllers);
    }
}
