package io.trivet.cli;

import io.trivet.edge.local.cluster.LocalCluster;
import io.trivet.layout.Site;
import io.trivet.operate.Clock;
import io.trivet.operate.Failure;
import io.trivet.operate.LiveCluster;
import io.trivet.operate.LiveFailover;
import io.trivet.operate.LiveStatus;
import io.trivet.operate.MirroredCluster;
import io.trivet.operate.Waiting;
import io.trivet.operate.Way;
import io.trivet.operate.mirror.Failover;
import io.trivet.operate.mirror.Link;
import io.trivet.problem.Place;
import io.trivet.problem.Problem;
import io.trivet.problem.Problems;
import io.trivet.problem.Words;
import io.trivet.process.KafkaSecurity;
import io.trivet.process.MirrorMaker;
import io.trivet.process.Mirrored;
import io.trivet.show.FailoverShown;
import io.trivet.stack.Description;
import io.trivet.stack.Mirrors;
import io.trivet.stack.OnEc2;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code trivet operate failover}: consumer groups go on in the cluster to which mirrors copy. */
@Command(
        name = "failover",
        description =
                "Say how far a cluster was copied to that of a stack with mirrors, and where its consumer groups go on"
                        + " there; with --apply wait for the copies, and write these positions. Producers and consumers"
                        + " must have been stopped: what still writes or reads is named. With --unplanned the cluster"
                        + " that is left is not asked: the positions are those that mirrors last heard of, and what was"
                        + " not copied is said. The way back is the same command on the other stack. What was cut off"
                        + " goes on when the same command is run again.")
final class FailoverCommand implements Callable<Integer> {
    private static final String TAKEN = ".*";

    private final Terminal terminal;

    @Parameters(paramLabel = "STACK", description = "Name of a stack with mirrors, or path of its file.")
    private String stack = "";

    @Option(
            names = "--from",
            paramLabel = "SOURCE",
            required = true,
            description = "What its mirrors.sources call the cluster that is left.")
    private String from = "";

    @Option(names = "--apply", description = "Wait for the copies, and write the positions.")
    private boolean apply;

    @Option(names = "--unplanned", description = "The cluster that is left is lost: go on with what was copied.")
    private boolean unplanned;

    @Option(names = "--group", paramLabel = "NAME", description = "Only this consumer group, and what it reads.")
    private Optional<String> group = Optional.empty();

    @Mixin
    private LoginOptions login = new LoginOptions();

    @Option(
            names = "--from-secret-file",
            paramLabel = "FILE",
            description = "The same as --secret-file for the cluster that is left, where it has security.")
    private List<Path> fromSecretFiles = new ArrayList<>();

    @Option(
            names = "--from-ca-file",
            paramLabel = "FILE",
            description = "The same as --ca-file for the cluster that is left, where it has security.")
    private Optional<Path> fromAuthority = Optional.empty();

    @Option(names = "--local", description = "The clusters that run on this machine.")
    private boolean local;

    @Option(
            names = "--exit-code",
            description = "End with 3 when there are positions to write and they were not written.")
    private boolean exitCode;

    @Mixin
    private FormatOption format = new FormatOption();

    FailoverCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        return Stacks.oneOnEc2(terminal, stack, "trivet operate failover", this::failover);
    }

    private int failover(Description<OnEc2> description) {
        Optional<Mirrors> mirrors = description.on().mirrors();
        if (mirrors.isEmpty()) {
            return terminal.problems(new Problems(List.of(none(description))), false);
        }
        Mirrors.Source source = mirrors.get().sources().get(from);
        if (source == null) {
            return terminal.problems(
                    new Problems(
                            List.of(unknown(List.copyOf(mirrors.get().sources().keySet())))),
                    false);
        }
        if (mirrors.get().setting(source, "offset-syncs.topic.location").equals(Optional.of("source"))) {
            return terminal.problems(new Problems(List.of(elsewhere(description))), false);
        }
        return failover(
                description,
                new Link(
                        from,
                        MirrorMaker.alias(mirrors.get(), description.common().name()),
                        source.named() == Mirrors.Names.PREFIXED,
                        new Link.Filter(
                                source.topics().orElse(List.of(TAKEN)),
                                expressions(mirrors.get()
                                        .setting(source, "topics.exclude")
                                        .orElse("mm2.*\\.internal, .*\\.replica, __.*"))),
                        new Link.Filter(
                                source.groups().orElse(List.of(TAKEN)),
                                expressions(mirrors.get()
                                        .setting(source, "groups.exclude")
                                        .orElse("console-consumer-.*, connect-.*, __.*")))));
    }

    private static List<String> expressions(String list) {
        return Arrays.stream(list.split(","))
                .map(String::strip)
                .filter(expression -> !expression.isEmpty())
                .toList();
    }

    private static Problem none(Description<?> description) {
        return Problem.error("mirrors-missing", description.places().at("platform"), "a description without mirrors")
                .must("copy from the cluster that its groups come from")
                .mend("name the stack with mirrors: the one that is copied to");
    }

    private Problem unknown(List<String> sources) {
        return Problem.error("no-source", Place.ofPath("--from"), from)
                .must("be one of mirrors.sources: " + Words.list(sources))
                .mend(Words.nearest(from, sources)
                        .map(nearest -> "write " + nearest)
                        .orElse("write one of them"));
    }

    private static Problem elsewhere(Description<?> description) {
        return Problem.error("failover-syncs", description.places().at("mirrors"), "offset-syncs.topic.location=source")
                .must("be target to move groups: in a cluster that is lost no sync can be read")
                .mend("remove the setting, deploy, and wait until the groups were translated anew");
    }

    private int failover(Description<OnEc2> description, Link link) {
        // This JVM resolves names as the stack says that comes last: that of the mirrors knows both clusters.
        Optional<AskedCluster> left = unplanned ? Optional.empty() : source(description);
        AskedCluster asked =
                AskedCluster.of(terminal, description, login.authority(), local).orElseThrow();
        Site site = local
                ? LocalCluster.site(terminal.home().resolve(".trivet").resolve(description.id()), false)
                : Site.EC2;
        Mirrored mirrored = Mirrored.of(description, site).stream()
                .filter(known -> known.name().equals(from))
                .findFirst()
                .orElseThrow();
        Way way = Way.ours(
                description.places().at("mirrors.sources." + from),
                KafkaSecurity.ADMINISTRATOR,
                "start it, or run this where its brokers are reached; where it is lost, add --unplanned");
        Secret secret = login.secret(asked.access());
        Secret fromSecret = left.map(cluster -> Secret.of(cluster.access(), fromSecretFiles, variable -> ""))
                .orElse(Secret.NONE);
        List<Problem> problems = new ArrayList<>(secret.problems());
        if (fromSecretFiles.isEmpty() && !fromSecret.problems().isEmpty()) {
            problems.add(unproven());
        } else {
            problems.addAll(fromSecret.problems());
        }
        if (!problems.isEmpty()) {
            return terminal.problems(new Problems(problems), false);
        }
        ProgressLine progress = new ProgressLine(terminal.err(), terminal.live());
        SortedMap<String, String> client =
                left.map(cluster -> new TreeMap<>(cluster.client(fromSecret))).orElseGet(TreeMap::new);
        client.put("bootstrap.servers", String.join(",", mirrored.bootstrap()));
        try {
            LiveStatus.reach(asked.access().bootstrap(), asked.way());
            boolean answers = answers(mirrored.bootstrap(), way);
            if (!unplanned && !answers) {
                progress.end();
                terminal.problems(new Problems(List.of(silent(way.place(), mirrored.bootstrap()))), false);
                return ExitCode.ENVIRONMENT;
            }
            try (LiveCluster target = asked.connect(secret);
                    LiveCluster source = LiveCluster.of(client, way)) {
                Optional<MirroredCluster> there =
                        unplanned ? Optional.empty() : Optional.of(new MirroredCluster(source, client, way));
                MirroredCluster here = new MirroredCluster(target, asked.client(secret), asked.way());
                return failover(
                        description.id(),
                        new LiveFailover(link, here, there, group, Clock.SYSTEM),
                        WatchedCopies.ofMirrors(way.place(), progress),
                        progress,
                        answers && unplanned);
            }
        } catch (Failure e) {
            progress.end();
            return AskedCluster.failed(terminal, e, found -> fromSecret.hiddenIn(secret.hiddenIn(found)));
        } catch (InterruptedException e) {
            progress.end();
            Thread.currentThread().interrupt();
            return AskedCluster.interrupted(terminal, asked.place());
        }
    }

    /** How the cluster that is left is asked; empty where no stack describes it, since it is in plain text then. */
    private Optional<AskedCluster> source(Description<OnEc2> description) {
        return description
                .on()
                .mirrors()
                .flatMap(mirrors -> Optional.ofNullable(mirrors.sources().get(from)))
                .flatMap(Mirrors.Source::stack)
                .map(name -> description.sources().get(name))
                .flatMap(described -> AskedCluster.of(terminal, described, fromAuthority, local));
    }

    private Problem unproven() {
        return Problem.error("secret-missing", Place.ofPath("--from-secret-file"), "left out")
                .must("name a file with certificate and key of an administrator of " + from
                        + ", which has security; those of the environment are for the cluster that is copied to")
                .mend(
                        "write them to a file, as Secrets Manager holds them, and name it; the authority of that cluster goes"
                                + " by --from-ca-file");
    }

    private int failover(String stack, LiveFailover live, Waiting waiting, ProgressLine progress, boolean answers)
            throws Failure, InterruptedException {
        progress.step("looking at both clusters");
        Failover found = live.look();
        if (group.isPresent() && found.groups().isEmpty()) {
            progress.end();
            return terminal.problems(new Problems(List.of(missing(group.get()))), false);
        }
        if (apply && found.held().isEmpty() && !found.behind().isEmpty()) {
            waiting.until("copies", live::missing);
            progress.step("looking at both clusters again");
            found = live.look();
        }
        boolean applied = apply && found.may() && !found.moving().isEmpty();
        if (applied) {
            progress.step(
                    "writing the positions of " + Words.count(found.moving().size(), "group"));
            live.move(found);
        }
        progress.end();
        terminal.result(FailoverShown.of(stack, found, applied, answers), format.isJson());
        if (applied && !unplanned) {
            List<String> late = live.look().since(found);
            if (!late.isEmpty()) {
                return terminal.problems(new Problems(List.of(late(late))), false);
            }
        }
        if (!found.may()) {
            return ExitCode.PROBLEMS;
        }
        return exitCode && !applied && !found.moving().isEmpty() ? ExitCode.CHANGES : ExitCode.OK;
    }

    private static boolean answers(List<String> bootstrap, Way way) {
        try {
            LiveStatus.reach(bootstrap, way);
            return true;
        } catch (Failure e) {
            return false;
        }
    }

    /** A word that is misspelt would else move nothing, and look like a move that is done. */
    private static Problem missing(String group) {
        return Problem.error("no-group", Place.ofPath("--group"), group)
                .must("be a consumer group with a position in what is copied")
                .mend("leave it out to see all of them");
    }

    private static Problem silent(Place place, List<String> bootstrap) {
        return Problem.error(
                        "failover-source-silent",
                        place,
                        "a cluster of which no broker answers at " + String.join(", ", bootstrap))
                .must("answer for a planned move, in which nothing is lost")
                .mend("start it, or run this where its brokers are reached; where it is lost, add --unplanned and read"
                        + " first what was not copied");
    }

    private static Problem late(List<String> late) {
        return Problem.error("failover-late", Place.ofPath("--from"), String.join("; ", late))
                .must("have stood still while positions were written")
                .mend("stop it there, then run the same command again: what was written late is copied first");
    }
}
