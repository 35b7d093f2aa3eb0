package io.trivet.edge.account;

import io.trivet.platform.msk.MskQuotas;
import io.trivet.problem.Problem;
import io.trivet.stack.Description;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** Whether what the account may have is enough for what it has and what the stack wants. */
record Quotas(Account account, Wanted wanted, Description<?> description) {
    /** Sums of fractions of a TiB are not exact. */
    private static final double SLACK = 1e-9;

    List<Question> questions() {
        List<Question> questions = new ArrayList<>();
        wanted.amounts()
                .forEach((quota, byZone) ->
                        questions.add(new Question("quota of " + quota.counts(), () -> problems(quota, byZone))));
        return questions;
    }

    private List<Problem> problems(Quota quota, SortedMap<String, Double> byZone) throws Unanswered {
        Optional<Double> limit = account.limit(quota);
        if (limit.isEmpty() && quota == Quota.MSK_BROKERS) {
            limit = Optional.of((double) MskQuotas.BROKERS_PER_ACCOUNT);
        }
        if (limit.isEmpty()) {
            throw Unanswered.refused(
                    "servicequotas:GetServiceQuota", "no quota " + quota.code() + " of " + quota.service());
        }
        List<Account.Used> used = account.used(quota);
        List<Problem> problems = new ArrayList<>();
        for (var zone : byZone.entrySet()) {
            double others = sum(used, zone.getKey(), false);
            // What the stack has already is part of what it wants.
            double all = others + Math.max(zone.getValue(), sum(used, zone.getKey(), true));
            if (all > limit.get() + SLACK) {
                problems.add(tooLittle(quota, zone.getKey(), zone.getValue(), others, all, limit.get()));
            }
        }
        return problems;
    }

    private double sum(List<Account.Used> used, String zone, boolean ours) {
        return used.stream()
                .filter(one -> zone.isEmpty() || one.zone().equals(zone))
                .filter(one -> wanted.isOurs(one.tags()) == ours)
                .mapToDouble(Account.Used::amount)
                .sum();
    }

    private Problem tooLittle(Quota quota, String zone, double wants, double others, double all, double limit) {
        String where = zone.isEmpty() ? wanted.region() : zone;
        return Problem.error(
                        "account-quota",
                        description.places().at(path(quota)),
                        quota.counts() + " in " + where + ", " + number(wants) + " wanted and " + number(others)
                                + " of others")
                .must("be at most " + number(limit) + " in all, the quota of the account")
                .mend("ask AWS for more: " + more(quota, all));
    }

    private String more(Quota quota, double all) {
        return quota.code().isEmpty()
                ? "the console of Service Quotas has it under " + quota.service()
                : "aws service-quotas request-service-quota-increase --region " + wanted.region() + " --service-code "
                        + quota.service() + " --quota-code " + quota.code() + " --desired-value "
                        + BigDecimal.valueOf(all)
                                .setScale(0, RoundingMode.CEILING)
                                .toPlainString();
    }

    private static String path(Quota quota) {
        return switch (quota) {
            case STANDARD_CPUS, MSK_BROKERS -> "brokers.nodes";
            case GP3_TIB, GP2_TIB, IO1_TIB, IO2_TIB, SC1_TIB, ST1_TIB -> "brokers.volume.size";
            case RULES -> "network.clients";
            case VPCS, ADDRESSES, GATEWAYS -> "network";
        };
    }

    private static String number(double value) {
        return BigDecimal.valueOf(value)
                .setScale(2, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }
}
