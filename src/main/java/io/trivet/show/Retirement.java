package io.trivet.show;

import io.trivet.operate.Kept;
import io.trivet.plan.Plan;
import io.trivet.stack.OnEc2;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The end of a cluster in words, each a sentence or a part of a list.
 *
 * @param stays beside volumes
 * @param goes with {@code pulumi destroy}
 * @param end the steps to it
 * @param beforeBack what to know before one comes back
 * @param back the steps to have its data again
 */
record Retirement(List<String> stays, List<String> goes, List<String> end, String beforeBack, List<String> back) {
    static Retirement of(Plan<?> plan, Kept kept) {
        return plan.platform()
                .on(
                        ec2 -> ofEc2(plan, kept, ec2.network()),
                        msk -> ofMsk(
                                plan,
                                kept,
                                msk.network().vpc().isEmpty(),
                                msk.encryption().key().isEmpty()),
                        service -> new Retirement(List.of(), List.of(), List.of(), "", List.of()));
    }

    private static Retirement ofEc2(Plan<?> plan, Kept kept, OnEc2.Network network) {
        List<String> stays = zones(plan, kept);
        if (kept.volumes().isEmpty()) {
            stays.add("volumes of its nodes, of which there are none with its tags now");
        }
        stays.add("snapshots, which Trivet never touches");
        List<String> goes = new ArrayList<>(List.of(
                "every machine, with the addresses of the nodes",
                "the bucket of the cluster, with all versions of what it holds: the nodes' files and reports, no data",
                "security groups, roles, DNS records"));
        if (network.vpc().isEmpty()) {
            goes.add("the network with its subnets"
                    + (network.egress().equals(Optional.of(OnEc2.Egress.ENDPOINTS))
                            ? " and endpoints"
                            : ", NAT gateways and their public addresses"));
        }
        boolean several = plan.roles().stream().anyMatch(role -> role.machine().volumes() > 1);
        List<String> end = steps(plan);
        end.add("delete what is needed no more: aws ec2 delete-volume --volume-id …, for each volume above; volumes"
                + " cost as much without a machine, snapshots less (aws ec2 create-snapshot --volume-id …)");
        return new Retirement(
                List.copyOf(stays),
                List.copyOf(goes),
                List.copyOf(end),
                "No description takes volumes over: a deployment after the end makes new, empty ones. Give a new"
                        + " cluster no single old volumes, since its history is another one. By hand:",
                List.of(
                        "write the files of every node as they were: trivet render " + plan.id() + " --out DIR",
                        "start a machine in the zone of each volume, with the address and name of its node, attach the"
                                + " volume and mount it (XFS) where the rendered service expects its data"
                                + (several ? "; the tag trivet:volume is the number of one behind the first" : ""),
                        "start all voters of the metadata together, then the brokers, from the rendered files",
                        "deploy a new stack with another name, and mirror the topics to it"));
    }

    private static Retirement ofMsk(Plan<?> plan, Kept kept, boolean networkIsMade, boolean keyIsMade) {
        List<String> stays = zones(plan, kept);
        if (keyIsMade) {
            stays.add("the key of its data in KMS, with its tags; it costs until its deletion is scheduled by hand");
        }
        List<String> goes = new ArrayList<>(List.of(
                "the cluster with all its data: MSK keeps none",
                "its configuration, alarms, logs in CloudWatch, security groups, DNS records"));
        if (networkIsMade) {
            goes.add("the network with its subnets");
        }
        return new Retirement(
                List.copyOf(stays),
                List.copyOf(goes),
                List.copyOf(steps(plan)),
                "There is no way back: mirror the data to another cluster before the end.",
                List.of());
    }

    private static List<String> zones(Plan<?> plan, Kept kept) {
        List<String> stays = new ArrayList<>();
        for (String id : kept.hostedZones()) {
            stays.add("the hosted zone " + id + " of " + plan.layout().names().zone());
        }
        return stays;
    }

    private static List<String> steps(Plan<?> plan) {
        List<String> steps = new ArrayList<>(List.of("let clients go elsewhere, and mirror what they need"));
        if (!plan.mayEnd()) {
            steps.add("write deletion: allowed beside the name of the cluster");
        }
        steps.add("pulumi up --stack " + plan.id() + ", which takes the protection away and changes nothing else");
        steps.add("pulumi destroy --stack " + plan.id());
        return steps;
    }
}
