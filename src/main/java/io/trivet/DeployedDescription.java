package io.trivet;

import com.pulumi.Context;
import com.pulumi.resources.StackReference;
import com.pulumi.resources.StackReferenceArgs;
import java.util.Optional;

/**
 * What a stack described when it was deployed last: an output of the stack, which its next deployment reads through a
 * reference to itself. Pulumi shows a program nothing else of what was.
 *
 * <p>A deployment that fails half-way leaves its own description there, since part of it is done; one that is refused
 * leaves what was. Tried with Pulumi 3.259.0.
 *
 * <p>Source: https://www.pulumi.com/docs/iac/concepts/stacks/#stackreferences.
 */
final class DeployedDescription {
    /** Name of the output. */
    static final String OUTPUT = "description";

    private DeployedDescription() {}

    /**
     * The text of the output; empty where there is none, as before the first deployment. Waits for the answer, so that
     * the caller can still decide to register nothing.
     */
    static Optional<String> description(Context context) {
        String name = String.join("/", context.organizationName(), context.projectName(), context.stackName());
        StackReference deployed = new StackReference(
                "deployed", StackReferenceArgs.builder().name(name).build());
        return deployed.outputDetailsAsync(OUTPUT).join().getValue().map(Object::toString);
    }
}
