package io.trivet.edge.aws;

import com.pulumi.aws.ssm.Association;
import com.pulumi.aws.ssm.AssociationArgs;
import com.pulumi.aws.ssm.Document;
import com.pulumi.aws.ssm.DocumentArgs;
import com.pulumi.aws.ssm.inputs.AssociationTargetArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.CustomTimeouts;
import com.pulumi.resources.Resource;
import io.trivet.layout.Layout;
import io.trivet.layout.Node;
import io.trivet.plan.Plan;
import io.trivet.plan.PlannedNode;
import io.trivet.plan.PlannedRole;
import io.trivet.platform.Ec2Platform;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The point at which a change waits for a node: an association of Systems Manager that runs the agent on it, and that
 * is there only once the node holds what it must hold and is back among its peers. A changed parameter replaces it, so
 * that it runs, and is waited for, again.
 *
 * <p>Behind the last of them stands one for the brokers as a whole, which refuses that one goes that holds partitions:
 * Pulumi deletes what is described no more when all else is done, and nothing once a gate has failed.
 */
final class Gate {
    /**
     * Longer than any broker takes to catch up in one go: nothing is gained by giving up on one that makes progress.
     * The agent itself fails at once where it is not safe to go on.
     */
    private static final Duration PATIENCE = Duration.ofHours(2);

    private static final Duration SLACK = Duration.ofMinutes(5);

    private Gate() {}

    /** What the gates of all nodes run. */
    static Document document(Plan<Ec2Platform> plan, Resource parent) {
        return document(plan.layout().cluster() + "-gate", DOCUMENT, parent);
    }

    private static Document document(String name, String content, Resource parent) {
        return new Document(
                name,
                DocumentArgs.builder()
                        .documentType("Command")
                        .documentFormat("YAML")
                        .targetType("/AWS::EC2::Instance")
                        .content(content.formatted(PATIENCE.toSeconds()))
                        .tags(Tags.named(name))
                        .build(),
                CustomResourceOptions.builder().parent(parent).build());
    }

    /** The last gate of a cluster, run on its first broker. */
    static Resource ofBrokers(Plan<Ec2Platform> plan, List<Resource> after, Resource parent) {
        Layout layout = plan.layout();
        List<Node> brokers = layout.brokers();
        Map<String, String> parameters = new TreeMap<>();
        parameters.put("Brokers", "" + brokers.size());
        return association(
                "brokers",
                layout.cluster() + "-brokers",
                document(layout.cluster() + "-brokers", BROKERS_DOCUMENT, parent),
                AssociationTargetArgs.builder()
                        .key("tag:Name")
                        .values(brokers.get(0).dnsName())
                        .build(),
                parameters,
                after,
                parent);
    }

    static Resource of(
            PlannedNode node,
            String digest,
            PlannedRole role,
            Plan<Ec2Platform> plan,
            Document document,
            Output<String> instance,
            List<Resource> after,
            Resource parent) {
        Map<String, String> parameters = new TreeMap<>();
        parameters.put("Hash", digest);
        parameters.put("Together", plan.platform().together().name().toLowerCase(Locale.ROOT));
        parameters.put("VolumeGiB", "" + role.machine().volume().gib());
        return association(
                node.node().name(),
                plan.layout().cluster() + "-" + node.node().name(),
                document,
                AssociationTargetArgs.builder()
                        .key("InstanceIds")
                        .values(instance.applyValue(List::of))
                        .build(),
                parameters,
                after,
                parent);
    }

    private static Resource association(
            String name,
            String associationName,
            Document document,
            AssociationTargetArgs target,
            Map<String, String> parameters,
            List<Resource> after,
            Resource parent) {
        return new Association(
                name,
                AssociationArgs.builder()
                        .name(document.name())
                        .associationName(associationName)
                        .targets(target)
                        .parameters(parameters)
                        .waitForSuccessTimeoutSeconds((int) PATIENCE.toSeconds())
                        .build(),
                CustomResourceOptions.builder()
                        .parent(parent)
                        .dependsOn(after)
                        .deleteBeforeReplace(true)
                        .replaceOnChanges("parameters", "targets")
                        .customTimeouts(CustomTimeouts.builder()
                                .create(PATIENCE.plus(SLACK))
                                .build())
                        .build());
    }

    /**
     * What comes before either command: the machine is up, and has the scripts of the Trivet that wrote the command. A
     * script that runs keeps its own text, since the new one takes its name and not its place.
     */
    private static final String SCRIPTS = """
                    - '#!/bin/bash'
                    - 'set -euo pipefail'
                    - 'while [[ ! -e /run/trivet/up ]]; do sleep 2; done'
                    - 'set -a'
                    - '# shellcheck source=/dev/null'
                    - '. /etc/trivet/machine'
                    - 'set +a'
                    - 'for script in boot.sh gate.sh; do'
                    - '    aws s3 cp --only-show-errors "s3://$BUCKET/boot/$script" "/opt/trivet/$script.part"'
                    - '    chmod 0755 "/opt/trivet/$script.part"'
                    - '    mv "/opt/trivet/$script.part" "/opt/trivet/$script"'
                    - 'done'
            """;

    private static final String DOCUMENT = """
            schemaVersion: '2.2'
            description: Bring a node to what the bucket holds, and wait until it is back among its peers
            parameters:
              Hash:
                type: String
                description: SHA-256 of the files that the role shares followed by those that are the node's own
                allowedPattern: '^[0-9a-f]{64}$'
              Together:
                type: String
                description: Which brokers restart together
                allowedValues: [zone, node]
              VolumeGiB:
                type: String
                description: Size of the data volume
                allowedPattern: '^[0-9]{1,5}$'
            mainSteps:
              - action: aws:runShellScript
                name: apply
                inputs:
                  timeoutSeconds: '%d'
                  runCommand:
            """ + SCRIPTS + """
                    - 'exec /opt/trivet/gate.sh {{ Hash }} {{ Together }} {{ VolumeGiB }}'
            """;

    private static final String BROKERS_DOCUMENT = """
            schemaVersion: '2.2'
            description: Make sure that no partition is on a broker that is described no more
            parameters:
              Brokers:
                type: String
                description: How many brokers are described; their ids begin at 1
                allowedPattern: '^[0-9]{1,5}$'
            mainSteps:
              - action: aws:runShellScript
                name: look
                inputs:
                  timeoutSeconds: '%d'
                  runCommand:
            """ + SCRIPTS + """
                    - 'exec /opt/trivet/gate.sh brokers {{ Brokers }}'
            """;
}
