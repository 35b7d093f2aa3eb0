package io.trivet.edge.local.artifact;

import io.trivet.problem.Problem;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Finds the programs that nodes run: in the list of an earlier search, else through Maven, whose settings, mirrors and
 * proxies hold and whose local repository keeps the files.
 *
 * <p>Maven's libraries run in a process of their own ({@link Fetch}): they need the machine's DNS, while the JVM of the
 * tool replaces it by a hosts file with the names of the nodes. A search that finds its list starts no process, loads
 * none of those libraries, and touches no network.
 *
 * @param folder where the lists are kept, one file per program; made when it is missing
 * @param progress gets one line per program that was fetched; nothing when all was there
 * @param live whether {@code progress} is a terminal, which gets one line that moves
 * @param javaOptions for the process that fetches, such as {@code -Dmaven.repo.local=/repository}
 */
public record Artifacts(Path folder, PrintStream progress, boolean live, List<String> javaOptions) {
    private static final int LAST_WORDS = 20;

    public Artifacts {
        javaOptions = List.copyOf(javaOptions);
    }

    /** All that is wanted, each with its class path, or the one problem that is in the way. */
    public ArtifactsFound find(List<Coordinates> wanted) {
        List<Coordinates> absent = wanted.stream()
                .filter(program -> ArtifactsList.read(folder, program).isEmpty())
                .distinct()
                .toList();
        try {
            if (!absent.isEmpty()) {
                List<Problem> problems = fetch(absent);
                if (!problems.isEmpty()) {
                    return new ArtifactsFound.Failed(problems.get(0));
                }
            }
        } catch (IOException e) {
            return new ArtifactsFound.Failed(ArtifactsProblem.local(folder.toString(), e));
        }
        List<ClassPath> found = new ArrayList<>();
        for (Coordinates program : wanted) {
            found.add(ArtifactsList.read(folder, program)
                    .orElseThrow(() -> new IllegalStateException(
                            "the list of " + program.title() + " was not written; this is a bug in Trivet")));
        }
        return new ArtifactsFound.All(found);
    }

    private List<Problem> fetch(List<Coordinates> absent) throws IOException {
        Process process =
                new ProcessBuilder(command()).redirectErrorStream(true).start();
        // Its standard input stays open for as long as this process lives: its end tells Fetch to stop.
        try (Writer request = process.outputWriter(StandardCharsets.UTF_8);
                BufferedReader answer = process.inputReader(StandardCharsets.UTF_8)) {
            request.write(FetchText.request(absent));
            request.flush();
            return follow(answer, absent, process);
        } finally {
            process.destroyForcibly();
        }
    }

    private List<Problem> follow(BufferedReader answer, List<Coordinates> absent, Process process) throws IOException {
        ArtifactsProgress shown = new ArtifactsProgress(progress, live);
        List<Problem> problems = new ArrayList<>();
        List<Path> jars = new ArrayList<>();
        Deque<String> lastWords = new ArrayDeque<>();
        int done = 0;
        for (String line = answer.readLine(); line != null; line = answer.readLine()) {
            List<String> words = FetchText.answer(line);
            if (words.isEmpty()) {
                lastWords.addLast(line);
                if (lastWords.size() > LAST_WORDS) {
                    lastWords.removeFirst();
                }
                continue;
            }
            switch (words.get(0)) {
                case FetchText.JAR -> jars.add(Path.of(words.get(1)));
                case FetchText.DONE -> {
                    ArtifactsList.write(folder, new ClassPath(absent.get(done), jars));
                    done++;
                    jars.clear();
                    shown.done(words);
                }
                case FetchText.FAILED -> problems.add(FetchText.problem(words));
                default -> shown.moved(words);
            }
        }
        shown.close();
        if (problems.isEmpty() && done < absent.size()) {
            problems.add(ArtifactsProblem.silent(absent.get(done).title(), exitCode(process), List.copyOf(lastWords)));
        }
        return problems;
    }

    private static int exitCode(Process process) throws IOException {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while artifacts were fetched", e);
        }
    }

    private List<String> command() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // A short run: the second compiler would cost more than it gains.
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m"));
        command.addAll(javaOptions);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Fetch.class.getName()));
        return command;
    }
}
