package io.trivet.kafka;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The relations that do not hold, each told once, at the setting that is described. */
final class RelationConflicts {
    private RelationConflicts() {}

    static List<Conflict> of(List<Relation> relations, Effective effective) {
        List<Conflict> conflicts = new ArrayList<>();
        for (Relation relation : relations) {
            Optional<Long> low = effective.number(relation.low());
            Optional<Long> high = effective.number(relation.high());
            if (low.isPresent() && high.isPresent() && !relation.holds(low.get(), high.get())) {
                if (effective.isDescribed(relation.low())) {
                    conflicts.add(low(relation, effective, low.get(), high.get()));
                } else if (effective.isDescribed(relation.high())) {
                    conflicts.add(high(relation, effective, low.get(), high.get()));
                }
            }
        }
        return conflicts;
    }

    private static Conflict low(Relation relation, Effective effective, long low, long high) {
        long most = relation.strict() ? high - 1 : high;
        String raise = relation.high() + ": " + (relation.strict() ? low + 1 : low);
        return new Conflict(
                relation.low(),
                Long.toString(low),
                (relation.strict() ? "be less than " + high : "be " + high + " at most") + ", "
                        + effective.origin(relation.high()),
                effective.takes(relation.low(), most)
                        ? "write " + most + ", or " + raise + " beside it"
                        : "write " + raise + " beside it");
    }

    private static Conflict high(Relation relation, Effective effective, long low, long high) {
        long least = relation.strict() ? low + 1 : low;
        return new Conflict(
                relation.high(),
                Long.toString(high),
                (relation.strict() ? "be more than " + low : "be at least " + low) + ", "
                        + effective.origin(relation.low()),
                "write " + least + ", or " + relation.low() + ": " + (relation.strict() ? high - 1 : high)
                        + " beside it");
    }
}
