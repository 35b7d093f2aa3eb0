package io.trivet.node;

import io.trivet.layout.Role;
import io.trivet.operate.Failure;
import java.util.List;
import java.util.SortedMap;

/**
 * A worker of Kafka Connect or of MirrorMaker: it goes down only while all others are there and every connector and
 * task does its work, and is waited for until that is so again. Its tasks wait for it, and go to others when it stays
 * away.
 */
final class WorkerWave {
    private final Wave wave;
    private final Member member;

    WorkerWave(Wave wave, Member member) {
        this.wave = wave;
        this.member = member;
    }

    void run() throws Failure, InterruptedException {
        Difference difference = wave.difference(member);
        boolean runs = wave.machines().runs(member);
        if (!runs || !difference.restart().isEmpty()) {
            wave.tell(List.of(member), "restart", runs ? StepWaiter.shown(difference.restart()) : "it does not run");
            if (runs) {
                wave.waiting()
                        .until(
                                member.name(),
                                "a time to stop it safely",
                                () -> Workers.of(wave.peers(), member.role(), List.of(name()))
                                        .wrong());
                wave.ended("wait");
                wave.stop(List.of(member));
            }
            wave.start(List.of(member));
            wave.waiting().until(member.name(), "its group", this::missing);
            wave.ended("join");
            wave.waiting()
                    .until(
                            member.name(),
                            "the connectors",
                            () -> Workers.of(wave.peers(), member.role(), List.of())
                                    .wrong());
            wave.ended("resume");
        } else {
            wave.waiting().until(member.name(), "its group", this::missing);
            wave.write(member, difference);
            wave.ended("join");
        }
    }

    private List<String> missing() throws InterruptedException {
        return wave.peers().connectors(name()).isEmpty() ? List.of(name() + " does not answer") : List.of();
    }

    /** What the others know it by. */
    private String name() {
        if (member.role().equals(Role.MIRROR)) {
            return member.name();
        }
        SortedMap<String, String> settings = member.settings();
        return settings.getOrDefault("rest.advertised.host.name", "") + ":"
                + settings.getOrDefault("rest.advertised.port", "");
    }
}
