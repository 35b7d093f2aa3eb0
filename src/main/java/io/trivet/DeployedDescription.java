package io.trivet;

import com.pulumi.Context;
import com.pulumi.core.Output;
import com.pulumi.core.TypeShape;
import com.pulumi.core.annotations.Import;
import com.pulumi.deployment.Deployment;
import com.pulumi.resources.InvokeArgs;
import java.util.Map;
import java.util.Optional;

/**
 * What a stack described when it was deployed last: an output of the stack, which its next deployment asks the engine
 * for. Pulumi shows a program nothing else of what was.
 *
 * <p>A deployment that fails half-way, or is refused, leaves what was: the output is known when all else is done.
 *
 * <p>Source: pulumi/pulumi, pkg/resource/deploy/builtins.go ({@code readStackOutputs}).
 */
final class DeployedDescription {
    /** Name of the output. */
    static final String OUTPUT = "description";

    private static final String ASKED = "pulumi:pulumi:readStackOutputs";

    private DeployedDescription() {}

    private static final class Args extends InvokeArgs {
        @Import(name = "name", required = true)
        private final String name;

        Args(String name) {
            this.name = name;
        }
    }

    /**
     * The text that the stack was deployed with; empty where there is none, as before the first deployment. Waits for
     * the answer, so that the caller can still decide to register nothing.
     */
    static Optional<String> description(Context context) {
        String name = String.join("/", context.organizationName(), context.projectName(), context.stackName());
        Map<String, Object> answer = Deployment.getInstance()
                .invokeAsync(ASKED, TypeShape.map(String.class, Object.class), new Args(name))
                .join();
        return answer.get("outputs") instanceof Map<?, ?> outputs
                ? Optional.ofNullable(outputs.get(OUTPUT)).map(Object::toString)
                : Optional.empty();
    }

    /**
     * The output of a text, known as soon as what it waits for is. As a secret it is one word where Pulumi prints the
     * outputs of a stack, and JSON, which it would spread over many lines, where it is asked for.
     */
    static Output<String> after(Output<?> done, String text) {
        return done.applyValue(known -> text).asSecret();
    }
}
