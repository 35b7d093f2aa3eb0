package io.trivet.platform.msk;

import io.trivet.platform.Change;
import io.trivet.platform.Reason;
import io.trivet.platform.Risk;
import io.trivet.platform.Stakes;
import io.trivet.problem.Problem;
import io.trivet.problem.Problems;
import io.trivet.problem.Was;
import io.trivet.problem.Words;
import io.trivet.stack.DataSize;
import io.trivet.stack.Description;
import io.trivet.stack.OnMsk;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a cluster on MSK cannot take, or not unless the operator sees to its data, as problems of the new description.
 */
public final class Refusals {
    private static final String MIRROR = ", or describe a new stack and mirror the data to it";

    private final Description<OnMsk> description;
    private final Stakes stakes;
    private final SortedMap<String, Problem> problems = new TreeMap<>();

    private Refusals(Description<OnMsk> description, Stakes stakes) {
        this.description = description;
        this.stakes = stakes;
    }

    /** The problems of changes that lead to this description, with what they put at stake. */
    public static Problems of(List<Change> changes, Description<OnMsk> after, Stakes stakes) {
        Refusals refusals = new Refusals(after, stakes);
        for (Change change : changes) {
            if (change.risk() == Risk.REFUSED) {
                refusals.refuse(change);
            } else if (change.risk() == Risk.DATA_AT_STAKE) {
                refusals.warn(change);
            }
        }
        List<Reason> operations = MskReasons.operations(changes);
        if (operations.size() > 1) {
            refusals.problem(
                            false,
                            "msk-rolls-many",
                            "",
                            Words.count(operations.size(), "change") + " that MSK makes one after the other: "
                                    + Words.list(
                                            operations.stream().map(Reason::id).toList()))
                    .must("be one at a time: each goes through all brokers, 5 to 15 minutes a broker")
                    .mend("split them over several deployments, or plan for the whole time");
        }
        return new Problems(List.copyOf(refusals.problems.values()));
    }

    private void refuse(Change change) {
        String was = change.before().map(Refusals::shown).orElse("nothing");
        String is = change.after().map(Refusals::shown).orElse("nothing");
        List<String> keys = change.keys();
        switch (change.reason()) {
            case REGION_CHANGED -> stays(change, "aws:region", was, is, "nothing of a cluster can move");
            case CLUSTER_NAME_CHANGED -> {
                boolean named = description.on().msk().name().isPresent();
                problem(true, change.reason().id(), named ? "msk.name" : "name", is)
                        .must("stay " + was + ": the name on MSK"
                                + (named ? "" : ", of name and environment where msk.name is not described,")
                                + " is given once, and another one is another cluster")
                        .mend((named ? "write " + was + " again" : "write msk.name: " + was) + MIRROR);
            }
            case MSK_TYPE_CHANGED -> {
                // All else that the other type lacks follows from it.
                if (keys.get(0).equals("type")) {
                    stays(change, "msk.type", was, is, "a cluster stays of the type as which it was made");
                }
            }
            case VERSION_LOWER ->
                stays(change, "kafka.version", was, is, "MSK never goes back, and Pulumi would make the cluster anew");
            case METADATA_MOVED ->
                stays(
                        change,
                        "kafka.metadata",
                        was,
                        is,
                        "MSK moves metadata only from 3.9.x on ZooKeeper to 3.9.x on KRaft, over three zones");
            case ZONES_CHANGED -> stays(change, "zones", was, is, "MSK cannot move brokers to other subnets");
            case NETWORK_CHANGED ->
                stays(change, "network", was, is, "MSK cannot move brokers to another network or other subnets");
            case MSK_KEY_CHANGED ->
                stays(change, "msk.kmsKey", was, is, "the key of data at rest is chosen when a cluster is made");
            default -> refuseAmount(change, was, is);
        }
    }

    /** What can be more, or something else, but not this. */
    private void refuseAmount(Change change, String was, String is) {
        List<String> keys = change.keys();
        switch (change.reason()) {
            case STORAGE_SHRINK ->
                problem(true, change.reason().id(), "brokers.volume.size", gib(is))
                        .must("be at least " + gib(was) + ", the size that volumes have now: MSK never shrinks them")
                        .mend("write brokers.volume.size: " + gib(was));
            case MSK_GROWTH_SMALL ->
                problem(true, change.reason().id(), "brokers.volume.size", gib(is))
                        .must("be " + gib(was) + " or grow by " + MskQuotas.VOLUME_GROWTH_GIB + "GiB at least")
                        .mend("write brokers.volume.size: "
                                + DataSize.gib(Long.parseLong(was) + MskQuotas.VOLUME_GROWTH_GIB));
            case MSK_BROKERS_FEWER ->
                problem(true, change.reason().id(), "brokers.nodes", is)
                        .must("be " + was + ", or one broker less in each zone: MSK takes no more away at a time")
                        .mend("write brokers.nodes: "
                                + (Integer.parseInt(was)
                                        - description.on().zones().size())
                                + ", once these brokers hold no partition");
            default -> told(true, change);
        }
    }

    private void stays(Change change, String path, String was, String is, String why) {
        problem(true, change.reason().id(), path, is)
                .must("stay " + was + ": " + why)
                .mend("write " + was + " again" + MIRROR);
    }

    private void warn(Change change) {
        if (change.reason() == Reason.BROKER_REMOVED) {
            problem(false, change.reason().id(), "brokers.nodes", change.after().orElse("nothing"))
                    .must("leave out brokers that hold nothing: MSK refuses to take away one with partitions")
                    .mend("reassign the partitions of the last broker of each zone first");
            return;
        }
        told(false, change);
    }

    private void told(boolean error, Change change) {
        Stakes.Stake stake = stakes.of(change).orElseThrow(() -> new AssertionError(change));
        problem(error, change.reason().id(), stake.path(), stake.found())
                .must(stake.must())
                .mend(stake.mend());
    }

    private static String shown(String text) {
        return text.matches("[A-Z_]+") ? text.toLowerCase(Locale.ROOT) : text;
    }

    private static String gib(String number) {
        return DataSize.gib(Long.parseLong(number)).toString();
    }

    private Was<Problem> problem(boolean error, String id, String path, String found) {
        Was<Problem> was = error
                ? Problem.error(id, description.places().at(path), found)
                : Problem.warning(id, description.places().at(path), found);
        return must -> mend -> {
            Problem problem = was.must(must).mend(mend);
            problems.putIfAbsent(path + " " + id, problem);
            return problem;
        };
    }
}
