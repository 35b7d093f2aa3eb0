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
import io.trivet.kafka.KafkaService;
import io.trivet.operate.Failure;
import io.trivet.operate.found.FoundCluster;
import io.trivet.problem.Place;
import io.trivet.problem.Problem;
import io.trivet.problem.Problems;
import io.trivet.problem.Severity;
import io.trivet.problem.Words;
import io.trivet.rule.Rules;
import io.trivet.stack.Reading;
import io.trivet.stack.StackReader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code trivet import}: a description of a cluster that runs. */
@Command(
        name = "import",
        description =
                "Write the description of a cluster that runs: its brokers and zones, release, settings and topics."
                        + " What a description cannot hold, and what was assumed, stands at its head. Nothing is changed.")
final class ImportCommand implements Callable<Integer> {
    private static final String STACK = "imported";

    private final Terminal terminal;

    @Spec
    private CommandSpec spec;

    @Mixin
    private RunningCluster cluster = new RunningCluster();

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "Name of the cluster, where its brokers do not tell it.")
    private Optional<String> name = Optional.empty();

    @Option(
            names = "--environment",
            paramLabel = "NAME",
            description = "Environment of the cluster; dev when left out. One that begins with prod gets the rules of"
                    + " production.")
    private Optional<String> environment = Optional.empty();

    @Option(
            names = "--region",
            paramLabel = "REGION",
            description = "Region of AWS, where neither an ARN nor the racks of the brokers tell it.")
    private Optional<String> region = Optional.empty();

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Write to this file, as stacks/Pulumi.STACK.yaml, in place of standard output.")
    private Optional<Path> out = Optional.empty();

    @Option(
            names = "--service",
            paramLabel = "NAME",
            description =
                    "With --bootstrap: a service runs the cluster, as aiven or other; what is written describes its"
                            + " topics, and the rights and quotas of its users.")
    private Optional<String> service = Optional.empty();

    @Option(names = "--force", description = "With --out: replace a file that is there.")
    private boolean force;

    ImportCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (!cluster.isNamed()) {
            throw new ParameterException(spec.commandLine(), "name a cluster: --bootstrap HOST:PORT, or --msk ARN");
        }
        if (force && out.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "--force goes with --out");
        }
        if (service.isPresent() && cluster.isMsk()) {
            throw new ParameterException(spec.commandLine(), "--service goes with --bootstrap alone");
        }
        Optional<KafkaService> runs = service.map(this::known);
        PropertyFiles files = cluster.files();
        Problems problems = cluster.problems(files)
                .and(regions())
                .and(out.map(path -> new NewFile(path, force).problems()).orElse(Problems.NONE));
        if (terminal.problems(problems, false) != ExitCode.OK) {
            return ExitCode.ENVIRONMENT;
        }
        try {
            return written(adopted(files, runs));
        } catch (Failure e) {
            terminal.problems(new Problems(e.problems()), false);
            return ExitCode.ENVIRONMENT;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return interrupted(terminal);
        }
    }

    private KafkaService known(String word) {
        return Arrays.stream(KafkaService.values())
                .filter(service -> service.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        "no service is called " + word + ": there are "
                                + Words.list(Arrays.stream(KafkaService.values())
                                        .map(KafkaService::word)
                                        .toList())));
    }

    private Adoption<?> adopted(PropertyFiles files, Optional<KafkaService> runs) throws Failure, InterruptedException {
        String stack = out.map(StackReader::stackOf).orElse(STACK);
        Named named = new Named(name, environment, region);
        if (cluster.isMsk()) {
            FoundMsk found = cluster.foundMsk(terminal);
            return MskAdoption.of(found, cluster.brokersOf(found, files, terminal), stack, named);
        }
        FoundCluster found = cluster.found(files, terminal);
        return runs.isPresent()
                ? ServiceAdoption.of(found, cluster.reached(runs.get(), files), stack, named)
                : Ec2Adoption.of(found, files.servers(), stack, named);
    }

    /** An ARN says its region, and no other is meant. */
    private Problems regions() {
        return cluster.region()
                .filter(own -> region.isPresent() && !region.get().equals(own))
                .map(own ->
                        new Problems(List.of(Problem.error("msk-region", Place.ofPath("--region"), region.orElseThrow())
                                .must("be " + own + ", the region of the ARN")
                                .mend("leave it out, or name the other cluster"))))
                .orElse(Problems.NONE);
    }

    static int interrupted(Terminal terminal) {
        terminal.problems(
                new Problems(List.of(Problem.error("interrupted", Place.ofPath(""), "interrupted")
                        .must("run to its end")
                        .mend("run the same command again"))),
                false);
        return ExitCode.ENVIRONMENT;
    }

    private int written(Adoption<?> adoption) {
        String text = StackText.of(adoption, cluster.named());
        if (out.isPresent()) {
            int code = terminal.problems(new NewFile(out.get(), force).write(text), false);
            if (code != ExitCode.OK) {
                return ExitCode.ENVIRONMENT;
            }
        } else {
            terminal.result(text);
            if (terminal.out().checkError()) {
                // Main says that it is lost; it would be no help to hear what was in it.
                return ExitCode.ENVIRONMENT;
            }
        }
        told(adoption);
        judged(text, out.orElse(Path.of("Pulumi." + STACK + ".yaml")));
        return ExitCode.OK;
    }

    private void told(Adoption<?> adoption) {
        terminal.progress("imported " + adoption.description().name() + ": "
                + Words.count(adoption.description().topics().size(), "topic")
                + out.map(path -> ", in " + path).orElse(""));
        told("assumed ", adoption.gaps(Gap.Kind.ASSUMED));
        told("left out ", adoption.gaps(Gap.Kind.LEFT_OUT));
        told("not told: ", adoption.gaps(Gap.Kind.UNTOLD));
    }

    private void told(String words, List<Gap> gaps) {
        if (!gaps.isEmpty()) {
            terminal.progress(words + StackText.counts(gaps) + "; the head of the description names each");
        }
    }

    /** What the rules say of it, in one line: a cluster may well run in a way that a description may not. */
    private void judged(String text, Path file) {
        Reading reading = Rules.check(StackReader.read(terminal.home(), file, path -> text), PluginFiles::known);
        long errors = reading.problems().count(Severity.ERROR);
        long warnings = reading.problems().count(Severity.WARNING);
        if (errors + warnings > 0) {
            terminal.progress("trivet validate finds " + Words.count(errors, "error") + " and "
                    + Words.count(warnings, "warning") + " in it");
        }
    }
}
