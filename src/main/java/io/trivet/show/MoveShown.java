package io.trivet.show;

import io.trivet.cost.MonthlyCost;
import io.trivet.cost.Prices;
import io.trivet.plan.Provision;
import io.trivet.plan.move.Move;
import io.trivet.plan.msk.MskProvision;
import io.trivet.problem.Words;
import io.trivet.stack.Description;
import io.trivet.stack.Ec2Description;
import io.trivet.stack.MskDescription;
import io.trivet.stack.StackYaml;
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
                StackYaml.changes(move.before().stack(), move.after().stack()),
                cost(move.before(), prices),
                cost(move.after(), prices),
                traffic(move.before()));
    }

    private static MonthlyCost cost(Description description, Prices prices) {
        if (description instanceof MskDescription msk) {
            return MonthlyCost.of(
                    MskProvision.of(msk, Optional.empty()), msk.stack().traffic(), prices);
        }
        Ec2Description ec2 = (Ec2Description) description;
        return MonthlyCost.of(Provision.of(ec2), ec2.stack().traffic(), prices);
    }

    private static boolean traffic(Description description) {
        return description instanceof MskDescription msk
                ? msk.stack().traffic().isPresent()
                : ((Ec2Description) description).stack().traffic().isPresent();
    }

    /** {@code films on MSK Standard in place of EC2}. */
    String title() {
        return move.before().cluster() + " on " + to() + " in place of " + from();
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
