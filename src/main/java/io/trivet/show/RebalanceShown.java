package io.trivet.show;

import io.trivet.operate.balance.Balance;
import io.trivet.operate.balance.Rebalance;
import io.trivet.problem.Words;
import java.util.List;

/** Which copies of partitions move until the load of brokers is even, and what each holds before and after. */
public final class RebalanceShown {
    private RebalanceShown() {}

    private record Answer(
            String stack,
            boolean applied,
            int copies,
            int leaders,
            long bytes,
            int moving,
            List<Broker> brokers,
            List<Moved> moves) {}

    private record Broker(int id, String zone, Balance.Share before, Balance.Share after, long bytes) {}

    private record Moved(String topic, int partition, List<Integer> from, List<Integer> to) {}

    /**
     * What {@code trivet operate rebalance} prints.
     *
     * @param applied whether all was moved
     */
    public static Shown of(String stack, Rebalance plan, boolean applied) {
        Balance balance = plan.balance();
        List<Broker> brokers = balance.after().entrySet().stream()
                .map(share -> new Broker(
                        share.getKey(),
                        plan.view().racks().getOrDefault(share.getKey(), ""),
                        balance.before().getOrDefault(share.getKey(), new Balance.Share(0, 0)),
                        share.getValue(),
                        plan.bytes().getOrDefault(share.getKey(), 0L)))
                .toList();
        return new Shown(
                () -> page(stack, plan, brokers, applied),
                () -> new Answer(
                        stack,
                        applied,
                        balance.copied(),
                        balance.led(),
                        plan.total(),
                        plan.view().moving().size(),
                        brokers,
                        balance.moves().stream()
                                .map(move -> new Moved(
                                        move.partition().topic(),
                                        move.partition().partition(),
                                        move.partition().replicas(),
                                        move.replicas()))
                                .toList()));
    }

    private static Page page(String stack, Rebalance plan, List<Broker> brokers, boolean applied) {
        Page.Section shares = new Page.Section(
                Page.Level.TITLE,
                Phrase.strong(stack).and(Phrase.LINE_END).and(found(plan, applied)),
                new Page.Table(
                        List.of(
                                Page.Column.of("broker", "Broker"),
                                Page.Column.of("zone", "Zone"),
                                Page.Column.number("replicas", "Replicas"),
                                Page.Column.number("leaders", "Leaders"),
                                Page.Column.number("to copy", "To copy")),
                        brokers.stream().map(RebalanceShown::row).toList()));
        return applied || isDone(plan)
                ? Page.of(shares)
                : Page.of(shares, new Page.Note(Phrase.plain("Nothing was moved. To move them, add --apply.")));
    }

    private static boolean isDone(Rebalance plan) {
        return plan.balance().moves().isEmpty() && plan.view().moving().isEmpty();
    }

    private static String found(Rebalance plan, boolean applied) {
        Balance balance = plan.balance();
        if (isDone(plan)) {
            return "even: nothing to move";
        }
        int moving = plan.view().moving().size();
        return Words.count(balance.copied(), "replica") + " of " + Words.bytes(plan.total())
                + (applied ? " moved" : " to move, the fewest that make it even") + "; "
                + Words.count(balance.led(), "other leader")
                + (moving == 0 ? "" : "; " + Words.count(moving, "partition") + " moved already when this began");
    }

    private static Page.Row row(Broker broker) {
        return Page.Row.of(
                Phrase.plain("broker" + broker.id()),
                Phrase.plain(broker.zone()),
                Phrase.plain(change(broker.before().copies(), broker.after().copies())),
                Phrase.plain(change(broker.before().leaders(), broker.after().leaders())),
                Phrase.plain(broker.bytes() == 0 ? "" : Words.bytes(broker.bytes())));
    }

    private static String change(int before, int after) {
        return before == after ? "" + after : before + " -> " + after;
    }
}
