package io.trivet.platform.msk.rule;

import io.trivet.platform.msk.MskInstance;
import io.trivet.platform.msk.MskQuotas;
import io.trivet.stack.MskType;
import io.trivet.stack.Traffic;
import java.util.Locale;

/** Whether a cluster on Amazon MSK carries the traffic that is described. */
final class TrafficRules {
    private static final double MEGABYTE = 1_000_000;

    private TrafficRules() {}

    static void check(MskSubject subject) {
        subject.stack()
                .traffic()
                .filter(traffic -> traffic.consumerGroups().orElse(1) >= 0)
                .ifPresent(traffic -> {
                    subject.broker().flatMap(MskInstance::rates).ifPresent(rates -> express(subject, traffic, rates));
                    if (subject.type() == MskType.SERVERLESS) {
                        limits(
                                subject,
                                traffic,
                                MskQuotas.SERVERLESS_IN,
                                MskQuotas.SERVERLESS_OUT,
                                "MSK Serverless takes: beyond, it throttles",
                                "take msk.type express");
                    }
                });
    }

    private static void express(MskSubject subject, Traffic traffic, MskInstance.Rates rates) {
        limits(
                subject,
                traffic,
                rates.sustainedIn() * subject.nodes(),
                rates.sustainedOut() * subject.nodes(),
                subject.nodes() + " brokers carry for ever: beyond, requests wait, and then MSK throttles",
                "describe more brokers, or a larger brokers.instance");
    }

    private static void limits(MskSubject subject, Traffic traffic, double in, double out, String who, String mend) {
        double ingress = traffic.ingress().perSecond().bytes() / MEGABYTE;
        double egress = ingress * traffic.consumerGroups().orElse(1);
        if (ingress > in) {
            subject.warning(
                            MskRule.MSK_TRAFFIC,
                            "traffic.ingress",
                            traffic.ingress().toString())
                    .must("stay within the " + number(in) + " MB/s that " + who + " producers")
                    .mend(mend);
        }
        if (egress > out) {
            subject.warning(MskRule.MSK_TRAFFIC, "traffic.ingress", number(egress) + " MB/s for all consumer groups")
                    .must("stay within the " + number(out) + " MB/s that " + who + " consumers")
                    .mend(mend);
        }
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.0f", value);
    }
}
