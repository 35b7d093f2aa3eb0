package io.trivet.cli;

import io.trivet.adopt.Adoption;
import io.trivet.adopt.Ec2Adoption;
import io.trivet.adopt.FoundMsk;
import io.trivet.adopt.Gap;
import io.trivet.adopt.MskAdoption;
import io.trivet.adopt.Named;
import io.trivet.adopt.ServiceAdoption;
import io.trivet.adopt.StackText;
import io.trivet.edge.local.artifact.PluginFiles;
import io.trivet.operate.Failure;
import io.trivet.operate.found.FoundCluster;
import io.trivet.plan.Comparison;
import io.trivet.platform.Prices;
import io.trivet.problem.Problems;
import io.trivet.rule.Rules;
import io.trivet.stack.Description;
import io.trivet.stack.Reading;
import java.util.Optional;

/**
 * A stack beside the cluster that runs, in the place of an earlier description of it. What a cluster does not say, such
 * as types of instances, is taken to be as described.
 */
record LiveComparison(Terminal terminal, RunningCluster cluster, PropertyFiles files) {
    /** The comparison of a description without errors; what of the cluster no description can hold is told. */
    Comparison of(String stack, Reading after) throws Failure, InterruptedException {
        Description<?> description = after.description().orElseThrow();
        Adoption<?> was = cluster.isMsk() ? onMsk(description) : asked(description);
        told(was);
        Reading before = Rules.check(new Reading(Optional.of(was.description()), Problems.NONE), PluginFiles::known);
        return Comparison.of(stack, before, after, Prices.read());
    }

    /** By the brokers alone, which know nothing of MSK; of a cluster there only topics are compared. */
    private Adoption<?> asked(Description<?> description) throws Failure, InterruptedException {
        FoundCluster found = cluster.found(files, terminal);
        return description.on(
                ec2 -> Ec2Adoption.like(found, files.servers(), ec2),
                msk -> ServiceAdoption.withTopics(found, msk),
                service -> ServiceAdoption.like(found, service));
    }

    private Adoption<?> onMsk(Description<?> description) throws Failure, InterruptedException {
        FoundMsk found = cluster.foundMsk(terminal);
        Optional<FoundCluster> brokers = cluster.brokersOf(found, files, terminal);
        return description.on(
                ec2 -> MskAdoption.of(found, brokers, ec2.id(), Named.NOTHING),
                msk -> MskAdoption.like(found, brokers, msk),
                service -> MskAdoption.of(found, brokers, service.id(), Named.NOTHING));
    }

    private void told(Adoption<?> was) {
        String besides = StackText.counts(was.gaps(Gap.Kind.LEFT_OUT));
        if (!besides.isEmpty()) {
            terminal.progress(
                    "the cluster has what no description holds: " + besides + "; trivet import names each of them");
        }
        String untold = StackText.counts(was.gaps(Gap.Kind.UNTOLD));
        if (!untold.isEmpty()) {
            terminal.progress("the cluster does not tell: " + untold);
        }
    }
}
