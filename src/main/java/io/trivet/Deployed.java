package io.trivet;

import com.pulumi.Context;
import com.pulumi.core.Output;
import com.pulumi.resources.StackReference;
import com.pulumi.resources.StackReferenceArgs;
import java.util.Optional;

/**
 * What a stack described when it was deployed last: an output of the stack, which its next deployment reads through a
 * reference to itself. Pulumi shows a program nothing else of what was.
 *
 * <p>Source: https://www.pulumi.com/docs/iac/concepts/stacks/#stackreferences; Pulumi keeps the outputs of a stack when
 * a deployment fails since its version 3.112.0 (https://github.com/pulumi/pulumi/pull/15754).
 */
final class Deployed {
    /** Name of the output. */
    static final String OUTPUT = "description";

    private Deployed() {}

    /**
     * The text of the output; empty where there is none, as before the first deployment. Waits for the answer, so that
     * whoever asks can still decide to register nothing.
     */
    static Optional<String> description(Context context) {
        String name = String.join("/", context.organizationName(), context.projectName(), context.stackName());
        StackReference deployed = new StackReference(
                "deployed",
                StackReferenceArgs.builder().name(Output.of(name)).build());
        return deployed.outputDetailsAsync(OUTPUT).join().getValue().map(Object::toString);
    }
}
