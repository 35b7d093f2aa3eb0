package io.trivet.show;

import io.trivet.cost.MonthlyCost;
import io.trivet.cost.Prices;
import io.trivet.plan.Provision;
import io.trivet.plan.msk.MskProvision;
import io.trivet.platform.move.Move;
import io.trivet.problem.Words;
import io.trivet.stack.Description;
import io.trivet.stack.StackYaml;
import io.trivet.stack.Traffic;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What every form of a move to another platform shows.
 *
 * @param move what becomes of the description
 * @param keys that are written over the description to have the other, as YAML
 * @param costBefore a month where it stands
 * @param costAfter a month on the other platform
 * @param traffic whether the description says what the brokers will carry
 */
public record MoveShown(Move move, String keys, MonthlyCost costBefore, MonthlyCost costAfter, boolean traffic) {
    /** What there is to show of a move between EC2 and MSK. */
    public static MoveShown of(Move move, Prices prices) {
        return new MoveShown(
                move,
                StackYaml.changes(move.before(), move.after()),
                cost(move.before(), prices),
                cost(move.after(), prices),
                move.before().on().traffic().isPresent());
    }

    private static MonthlyCost cost(Description<?> description, Prices prices) {
        Optional<Traffic> traffic = description.on().traffic();
        return description.on(
                ec2 -> MonthlyCost.of(Provision.of(ec2), traffic, prices),
                msk -> MonthlyCost.of(MskProvision.of(msk, Optional.empty()), traffic, prices),
                service -> {
                    throw new IllegalArgumentException("a service moves nowhere");
                });
    }

    /** {@code films on MSK Standard in place of EC2}. */
    String title() {
        return move.before().name() + " on " + to() + " in place of " + from();
    }

    /** What is easily taken for more than it is. */
    static String meaning() {
        return "This is another cluster: nothing that runs becomes it, and data comes to it by mirroring.";
    }

    String from() {
        return Move.title(move.before());
    }

    String to() {
        return Move.title(move.after());
    }

    String count() {
        return Words.count(move.losses().size(), "thing") + " of the description "
                + (move.losses().size() == 1 ? "does" : "do") + " not hold there";
    }

    /** What both cost, as a sentence. */
    String cost() {
        long difference = Math.round(costAfter.dollars()) - Math.round(costBefore.dollars());
        return "A month costs about " + DeltaWords.dollars(costBefore.dollars()) + " on " + from() + " and about "
                + DeltaWords.dollars(costAfter.dollars()) + " on " + to() + ", "
                + (difference == 0
                        ? "the same"
                        : DeltaWords.dollars(Math.abs(difference)) + (difference > 0 ? " more" : " less"))
                + ".";
    }

    /** How far to trust both. */
    String costNote() {
        MonthlyCost both = new MonthlyCost(
                Stream.concat(costBefore.items().stream(), costAfter.items().stream())
                        .toList(),
                costAfter.date(),
                costAfter.region());
        return DeltaWords.costNote(both, traffic);
    }
}
