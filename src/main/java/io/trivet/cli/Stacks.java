package io.trivet.cli;

import io.trivet.edge.local.artifact.PluginFiles;
import io.trivet.operate.schemas.AvroTypes;
import io.trivet.problem.Place;
import io.trivet.problem.Problem;
import io.trivet.problem.Problems;
import io.trivet.problem.Words;
import io.trivet.rule.Rules;
import io.trivet.rule.StacksRules;
import io.trivet.stack.Description;
import io.trivet.stack.OnEc2;
import io.trivet.stack.Reading;
import io.trivet.stack.SchemaFile;
import io.trivet.stack.StackReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/**
 * The stacks that a command is about, read and checked.
 *
 * @param descriptions those that could be read, in the order asked for
 * @param count how many were asked for
 * @param problems of all of them, and between them
 */
record Stacks(List<Description<?>> descriptions, int count, Problems problems) {
    /** Folder of the stack files, beneath the home. */
    static final String FOLDER = "stacks";

    /** The named stacks, or all of them when none is named. A name with a slash or an ending is a file. */
    static Stacks load(Path home, List<String> names) {
        return load(home, names, stack -> List.of());
    }

    /**
     * The same.
     *
     * @param fetch fetches the plugins of a description, and says what is in the way
     */
    static Stacks load(Path home, List<String> names, Function<OnEc2, List<Problem>> fetch) {
        List<Path> files = new ArrayList<>();
        List<Problem> missing = new ArrayList<>();
        List<String> known = known(home);
        for (String name : names.isEmpty() ? known : names.stream().distinct().toList()) {
            Path file = file(home, name);
            if (Files.isRegularFile(file)) {
                files.add(file);
            } else {
                missing.add(noStack(name, known));
            }
        }
        if (names.isEmpty() && known.isEmpty()) {
            missing.add(Problem.error("no-stack", Place.ofPath(""), "no stack file in " + home.resolve(FOLDER))
                    .must("be at least one, named Pulumi.<stack>.yaml")
                    .mend("write one, or start from the examples that come with Trivet"));
        }
        Problems problems = new Problems(missing);
        List<Description<?>> descriptions = new ArrayList<>();
        for (Path file : files) {
            Reading reading = StackReader.read(home, file);
            problems = problems.and(reading.problems());
            if (reading.description().isPresent()) {
                Description<?> description = reading.description().get();
                descriptions.add(description);
                problems = problems.and(new Problems(
                        description.on(ec2 -> fetched(ec2, fetch), msk -> List.of(), service -> List.of())));
                problems = problems.and(Rules.check(description, PluginFiles::known));
                List<Problem> unread = new ArrayList<>();
                SortedMap<String, SortedMap<String, SchemaFile>> schemas =
                        SchemaFile.of(home, description, unread::add);
                // Avro is not even looked for where there is none.
                if (!schemas.isEmpty()) {
                    AvroTypes.check(description, schemas, unread::add);
                }
                problems = problems.and(new Problems(unread));
            }
        }
        return new Stacks(descriptions, files.size() + missing.size(), problems.and(StacksRules.check(descriptions)));
    }

    /** What is in the way of a plugin, at its place. */
    private static List<Problem> fetched(Description<OnEc2> description, Function<OnEc2, List<Problem>> fetch) {
        return fetch.apply(description.on()).stream()
                .map(problem -> new Problem(
                        problem.severity(),
                        problem.id(),
                        problem.place().path().startsWith("kafka.")
                                ? description.places().at(problem.place().path())
                                : problem.place(),
                        problem.found(),
                        problem.must(),
                        problem.mend()))
                .toList();
    }

    /**
     * Does something with one stack that has no errors; what is wrong with it is printed first.
     *
     * @return the exit code of the work, or that of the problems
     */
    static int one(Terminal terminal, String name, ToIntFunction<Description<?>> work) {
        return one(terminal, load(terminal.home(), List.of(name)), work);
    }

    private static int one(Terminal terminal, Stacks stacks, ToIntFunction<Description<?>> work) {
        int code = terminal.problems(stacks.problems(), false);
        return code == ExitCode.OK ? work.applyAsInt(stacks.descriptions().get(0)) : code;
    }

    /**
     * Does something with one stack on EC2 that has no errors; what is wrong with it is printed first.
     *
     * @param command what cannot be done on another platform
     * @return the exit code of the work, or that of the problems
     */
    static int oneOnEc2(Terminal terminal, String name, String command, ToIntFunction<Description<OnEc2>> work) {
        return oneOnEc2(terminal, load(terminal.home(), List.of(name)), command, work);
    }

    /** The same of a stack that was loaded. */
    static int oneOnEc2(Terminal terminal, Stacks stacks, String command, ToIntFunction<Description<OnEc2>> work) {
        return one(
                terminal,
                stacks,
                description -> description.on(
                        work::applyAsInt,
                        msk -> notOnEc2(terminal, msk, command),
                        service -> notOnEc2(terminal, service, command)));
    }

    private static int notOnEc2(Terminal terminal, Description<?> description, String command) {
        return terminal.problems(new Problems(List.of(otherPlatform(description, command))), false);
    }

    static Problem otherPlatform(Description<?> description, String command) {
        return Problem.error(
                        "other-platform",
                        description.places().at("platform"),
                        description.platform().word())
                .must("be ec2 for " + command + ": on other platforms there are no nodes of ours to run or to show")
                .mend("name a stack on EC2");
    }

    /** What is wrong with the name of a stack that has no file. */
    static Problem noStack(String name, List<String> known) {
        return Problem.error("no-stack", Place.ofPath(""), "the stack " + name + ", which has no file")
                .must("be " + (known.isEmpty() ? "" : "one of " + Words.list(known) + ", or ")
                        + "the path of a stack file")
                .mend(Words.nearest(name, known)
                        .map(nearest -> "write " + nearest)
                        .orElse("look into " + FOLDER + "/"));
    }

    /** The file of a stack, whether there is one or not. */
    static Path file(Path home, String name) {
        if (name.contains("/") || name.endsWith(".yaml")) {
            return Path.of(name).toAbsolutePath().normalize();
        }
        return home.resolve(FOLDER).resolve("Pulumi." + name + ".yaml");
    }

    /** The names of all stacks that have a file. */
    static List<String> known(Path home) {
        Path folder = home.resolve(FOLDER);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches("Pulumi\\..+\\.yaml"))
                    .map(StackReader::stackOf)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + folder, e);
        }
    }
}
