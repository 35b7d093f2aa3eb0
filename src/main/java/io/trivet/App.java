package io.trivet;

import com.pulumi.Context;
import com.pulumi.Pulumi;
import com.pulumi.core.Output;
import com.pulumi.deployment.Deployment;
import com.pulumi.deployment.internal.DeploymentInternal;
import io.trivet.edge.aws.Ec2;
import io.trivet.edge.aws.External;
import io.trivet.edge.aws.Msk;
import io.trivet.edge.aws.Refusal;
import io.trivet.edge.local.artifact.PluginFiles;
import io.trivet.layout.Layout;
import io.trivet.layout.Node;
import io.trivet.layout.Site;
import io.trivet.plan.Comparison;
import io.trivet.plan.Plan;
import io.trivet.platform.Ec2Platform;
import io.trivet.platform.MskPlatform;
import io.trivet.platform.Prices;
import io.trivet.problem.Place;
import io.trivet.problem.Problem;
import io.trivet.problem.Problems;
import io.trivet.problem.Words;
import io.trivet.rule.Rules;
import io.trivet.show.DeltaShown;
import io.trivet.show.ProblemsShown;
import io.trivet.stack.Description;
import io.trivet.stack.Reading;
import io.trivet.stack.StackReader;
import io.trivet.start.Program;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The Pulumi program: reads the description from Pulumi's configuration, checks it, compares it with what was deployed,
 * and provisions what follows from it. A description with problems registers no resource and fails with the text of
 * {@code trivet validate}; one that a live cluster cannot take with that of {@code trivet diff}.
 */
public final class App {
    /** Held, since Java forgets what was set in a logger that nothing holds. */
    private static final Logger SDK = Logger.getLogger("com.pulumi.deployment.internal.DeploymentImpl");

    /**
     * Threads of the pool on which the SDK works. One of them loops while the SDK waits, and on a machine with two
     * processors Java 25 gives the pool no other: then nothing that it waits for ever happens (pulumi-java#2270).
     */
    private static final String THREADS = "4";

    private static final String POOL = "java.util.concurrent.ForkJoinPool.common.parallelism";

    private App() {}

    /** Started by {@link io.trivet.start.Start}, which {@code pulumi} starts as {@code java -jar target/trivet.jar}. */
    public static void main(String[] args) {
        Program.follow();
        if (System.getProperty(POOL) == null) {
            System.setProperty(POOL, THREADS);
        }
        // What the SDK tells the engine it also prints, and Pulumi would show each problem twice.
        SDK.setUseParentHandlers(false);
        EngineChannels engine = EngineChannels.registered(System.getenv("TRIVET_DEBUG") != null);
        int code = Pulumi.runAsync(App::paced).join();
        engine.close();
        Program.exit(code);
    }

    /** The level is set here, since the SDK sets it once when it starts. */
    private static void paced(Context context) {
        SDK.setFilter(new TaskPace());
        SDK.setLevel(Level.FINEST);
        stack(context);
    }

    static void stack(Context context) {
        Path folder = Path.of(Deployment.getInstance().getRootDirectory()).resolve("stacks");
        String stack = context.stackName();
        Optional<String> region = context.config("aws").get("region");
        String json = context.config("trivet").get("cluster").orElseThrow(() -> Refusal.of(noCluster(stack)));
        if (DeploymentInternal.getInstance().isConfigSecret("trivet:cluster")) {
            throw Refusal.of(secret(stack));
        }
        Reading reading = Rules.check(StackReader.read(stack, region, json, folder), PluginFiles::known);
        if (reading.problems().hasErrors()) {
            throw Refusal.of(reading.problems());
        }
        Optional<Reading> before = DeployedDescription.description(context).map(text -> deployed(stack, text));
        Comparison comparison = before.map(was -> Comparison.of(stack, was, reading, Prices.read()))
                .orElseGet(() -> Comparison.added(stack, reading, Prices.read()));
        if (comparison.problems().hasErrors()) {
            throw Refusal.of(comparison.problems());
        }
        Problems warnings = reading.problems().and(comparison.problems());
        if (comparison.state() == Comparison.State.BASE_BROKEN) {
            warnings = warnings.and(notCompared(stack, comparison.baseErrors()));
        }
        if (!warnings.list().isEmpty()) {
            context.log().warn(ProblemsShown.afterSeverity(warnings));
        }
        String steps = DeltaShown.brief(comparison);
        if (!steps.isEmpty()) {
            context.log().info(steps);
        }
        Output<String> done = provisioned(reading.description().orElseThrow(), before, context);
        context.export(
                DeployedDescription.OUTPUT, DeployedDescription.after(done, StackReader.whole(region, json, folder)));
    }

    /** Asks for all that is described and exports how it is reached; known when all is done. */
    private static Output<String> provisioned(Description<?> description, Optional<Reading> before, Context context) {
        return description.on(
                ec2 -> onEc2(Plan.of(ec2, Site.EC2), before, context),
                msk -> onMsk(Plan.ofMsk(msk, before.flatMap(Reading::msk)), context),
                service -> {
                    External cluster = new External(Plan.ofService(service));
                    cluster.outputs().forEach(context::export);
                    return cluster.done();
                });
    }

    private static Output<String> onEc2(Plan<Ec2Platform> plan, Optional<Reading> before, Context context) {
        List<Node> deployed = before.flatMap(Reading::ec2)
                .map(description -> Layout.of(description).nodes())
                .orElse(List.of());
        List<String> stay = plan.layout().nodes().stream().map(Node::name).toList();
        List<Node> leaving =
                deployed.stream().filter(node -> !stay.contains(node.name())).toList();
        Ec2 cluster = new Ec2(plan, leaving, context.log()::info);
        cluster.outputs().forEach(context::export);
        return cluster.done();
    }

    private static Output<String> onMsk(Plan<MskPlatform> plan, Context context) {
        plan.platform().later().forEach(waits -> context.log().warn("Run pulumi up once more: " + waits + "."));
        Msk cluster = new Msk(plan);
        cluster.outputs().forEach(context::export);
        return cluster.done();
    }

    /** What an earlier deployment left of its description, whose text is that of a stack file. */
    private static Reading deployed(String stack, String text) {
        Path file = Path.of("Pulumi." + stack + ".yaml");
        return Rules.check(StackReader.read(file.resolveSibling(""), file, path -> text), PluginFiles::known);
    }

    private static Problems noCluster(String stack) {
        return new Problems(List.of(Problem.error("no-cluster", Place.ofPath("trivet:cluster"), "missing")
                .must("be the description of a cluster")
                .mend("write it to stacks/Pulumi." + stack + ".yaml, starting from one of the examples there")));
    }

    /** Pulumi hands a description with a secret over decrypted, and says only that there is one. */
    private static Problems secret(String stack) {
        return new Problems(List.of(
                Problem.error("secret-in-description", Place.ofPath("trivet:cluster"), "with an encrypted value")
                        .must("not hold a secret: whatever is described is shown in previews")
                        .mend("remove it, which trivet validate " + stack
                                + " names; describe where the secret lives instead")));
    }

    private static Problems notCompared(String stack, long errors) {
        return new Problems(List.of(Problem.warning(
                        "not-compared",
                        Place.ofPath("outputs." + DeployedDescription.OUTPUT),
                        "no description that this Trivet can read (" + Words.count(errors, "error") + ")")
                .must("say what was deployed, so that what a live cluster cannot take is refused")
                .mend("look at the change yourself: ./trivet diff " + stack + " --base REVISION-THAT-WAS-DEPLOYED")));
    }
}
