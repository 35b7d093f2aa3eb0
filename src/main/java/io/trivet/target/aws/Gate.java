package io.trivet.target.aws;

import com.pulumi.aws.ssm.Association;
import com.pulumi.aws.ssm.AssociationArgs;
import com.pulumi.aws.ssm.Document;
import com.pulumi.aws.ssm.DocumentArgs;
import com.pulumi.aws.ssm.inputs.AssociationTargetArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.CustomTimeouts;
import com.pulumi.resources.Resource;
import io.trivet.plan.Provision;
import io.trivet.plan.ProvisionedNode;
import io.trivet.plan.ProvisionedRole;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The point at which a change waits for a node: an association of Systems Manager that runs the agent on it, and that
 * is there only once the node holds what it must hold and is back among its peers. A changed parameter replaces it, so
 * that it runs, and is waited for, again.
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
    static Document document(Provision provision, Resource parent) {
        String name = provision.plan().layout().cluster() + "-gate";
        return new Document(
                name,
                DocumentArgs.builder()
                        .documentType("Command")
                        .documentFormat("YAML")
                        .targetType("/AWS::EC2::Instance")
                        .content(DOCUMENT.formatted(PATIENCE.toSeconds()))
                        .tags(Tags.named(name))
                        .build(),
                CustomResourceOptions.builder().parent(parent).build());
    }

    static Resource of(
            ProvisionedNode node,
            ProvisionedRole role,
            Provision provision,
            Document document,
            Output<String> instance,
            List<Resource> after,
            Resource parent) {
        Map<String, String> parameters = new TreeMap<>();
        parameters.put("Hash", node.digest());
        parameters.put("Together", provision.together().name().toLowerCase(Locale.ROOT));
        parameters.put("VolumeGiB", "" + role.machine().volume().gib());
        return new Association(
                node.node().name(),
                AssociationArgs.builder()
                        .name(document.name())
                        .associationName(provision.plan().layout().cluster() + "-"
                                + node.node().name())
                        .targets(AssociationTargetArgs.builder()
                                .key("InstanceIds")
                                .values(instance.applyValue(List::of))
                                .build())
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
                    - '#!/bin/bash'
                    - 'set -euo pipefail'
                    - 'while [[ ! -e /run/trivet/up ]]; do sleep 2; done'
                    - 'exec /opt/trivet/gate.sh {{ Hash }} {{ Together }} {{ VolumeGiB }}'
            """;
}
