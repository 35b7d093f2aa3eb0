package io.trivet.target.aws;

import com.pulumi.test.Mocks;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/**
 * Gives every resource the attributes that others ask it for, each as {@code ${Vpc films.id}}, and the stack the
 * outputs that it had before.
 */
public final class AwsMocks implements Mocks {
    /** What Amazon's public parameter holds. */
    static final String NEWEST_IMAGE = "ami-00000000000000000";

    private final Map<String, Object> outputs;

    /** A stack that was never deployed. */
    public AwsMocks() {
        this(Map.of());
    }

    /** A stack that was deployed, with these outputs. */
    public AwsMocks(Map<String, Object> outputs) {
        this.outputs = outputs;
    }

    @Override
    public CompletableFuture<ResourceResult> newResourceAsync(ResourceArgs args) {
        if (args.type.equals("pulumi:pulumi:StackReference")) {
            return CompletableFuture.completedFuture(ResourceResult.of(
                    Optional.of(args.id), Map.of("name", args.id, "outputs", outputs, "secretOutputNames", List.of())));
        }
        String title = args.type.substring(args.type.lastIndexOf(':') + 1) + " " + args.name;
        Map<String, Object> state = new TreeMap<>(args.inputs);
        for (String attribute : List.of("allocationId", "name", "prefixListId", "zoneId")) {
            state.putIfAbsent(attribute, "${" + title + "." + attribute + "}");
        }
        state.put("arn", "arn:aws:s3:::${" + title + ".id}");
        return CompletableFuture.completedFuture(ResourceResult.of(Optional.of("${" + title + ".id}"), state));
    }

    @Override
    public CompletableFuture<Map<String, Object>> callAsync(CallArgs args) {
        return CompletableFuture.completedFuture(Map.of("value", NEWEST_IMAGE));
    }
}
