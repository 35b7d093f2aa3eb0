package io.trivet.show;

import static org.assertj.core.api.Assertions.assertThat;

import io.trivet.operate.Kept;
import io.trivet.plan.Plan;
import io.trivet.stack.Reading;
import io.trivet.stack.StackReader;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is said of the end of a cluster. */
final class RetirementTest {
    private static final Path ROOT = Path.of("").toAbsolutePath();

    private static Plan<?> plan(String stack) {
        Reading reading = StackReader.read(ROOT, ROOT.resolve("stacks/Pulumi." + stack + ".yaml"));
        return Plan.of(reading.description().orElseThrow());
    }

    @Test
    void of_nodes_the_volumes_stay_and_are_named() {
        Kept kept = new Kept(
                "123456789012",
                List.of(
                        new Kept.Volume("vol-1", "broker1", "us-east-1a", 1024, "in-use"),
                        new Kept.Volume("vol-2", "broker2", "us-east-1b", 1024, "available")),
                List.of(
                        new Kept.Snapshot("snap-2", "vol-1", 1024, "2026-11-25T01:00:00Z"),
                        new Kept.Snapshot("snap-1", "vol-1", 1024, "2026-11-24T01:00:00Z")),
                List.of("Z1"));

        assertThat(RetirementShown.of(plan("prod-us-east-1"), kept).text(Colour.OFF))
                .isEqualTo("""
                    prod-us-east-1: films, prod in us-east-1, account 123456789012
                      deletion: allowed is not described: pulumi destroy stops before anything is gone.

                    2 volumes with 2048 GiB stay
                      volume  node     zone        GiB   state      newest snapshot
                      vol-1   broker1  us-east-1a  1024  in-use     snap-2 of 2026-11-25T01:00:00Z
                      vol-2   broker2  us-east-1b  1024  available  none

                    What stays
                      the hosted zone Z1 of us-east-1.prod.internal
                      snapshots, which Trivet never touches

                    What goes
                      every machine, with the addresses of the nodes
                      the bucket of the cluster, with all versions of what it holds: the nodes' files and reports, no data
                      security groups, roles, DNS records
                      the network with its subnets, NAT gateways and their public addresses

                    To end it
                      1. let clients go elsewhere, and mirror what they need
                      2. write deletion: allowed beside the name of the cluster
                      3. pulumi up --stack prod-us-east-1, which takes the protection away and changes nothing else
                      4. pulumi destroy --stack prod-us-east-1
                      5. delete what is needed no more: aws ec2 delete-volume --volume-id …, for each volume above; volumes cost as much without a machine, snapshots less (aws ec2 create-snapshot --volume-id …)

                    To come back
                      No description takes volumes over: a deployment after the end makes new, empty ones. Give a new cluster no single old volumes, since its history is another one. By hand:
                      1. write the files of every node as they were: trivet render prod-us-east-1 --out DIR
                      2. start a machine in the zone of each volume, with the address and name of its node, attach the volume and mount it (XFS) where the rendered service expects its data
                      3. start all voters of the metadata together, then the brokers, from the rendered files
                      4. deploy a new stack with another name, and mirror the topics to it
                    """);
    }

    @Test
    void of_msk_nothing_stays_but_the_key() {
        assertThat(RetirementShown.of(plan("msk-us-east-1"), new Kept("123456789012", List.of(), List.of(), List.of()))
                        .text(Colour.OFF))
                .isEqualTo("""
                    msk-us-east-1: films, prod-msk in us-east-1, account 123456789012
                      deletion: allowed is not described: pulumi destroy stops before anything is gone.

                    What stays
                      the key of its data in KMS, with its tags; it costs until its deletion is scheduled by hand

                    What goes
                      the cluster with all its data: MSK keeps none
                      its configuration, alarms, logs in CloudWatch, security groups, DNS records
                      the network with its subnets

                    To end it
                      1. let clients go elsewhere, and mirror what they need
                      2. write deletion: allowed beside the name of the cluster
                      3. pulumi up --stack msk-us-east-1, which takes the protection away and changes nothing else
                      4. pulumi destroy --stack msk-us-east-1

                    To come back
                      There is no way back: mirror the data to another cluster before the end.
                    """);
    }
}
