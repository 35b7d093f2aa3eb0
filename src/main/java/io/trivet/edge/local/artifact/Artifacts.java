package io.trivet.edge.local.artifact;

import io.trivet.problem.Problem;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
    public Artifacts {
        javaOptions = List.copyOf(javaOptions);
    }

    /** All that is wanted, each with its class path, or the one problem that is in the way. */
    public Resolution find(List<Coordinates> wanted) {
        List<Coordinates> absent = wanted.stream()
                .filter(program -> ArtifactsList.read(folder, program).isEmpty())
                .distinct()
                .toList();
        try {
            Optional<Problem> problem = absent.isEmpty() ? Optional.empty() : fetch(absent);
            if (problem.isPresent()) {
                return new Resolution.Failure(problem.get());
            }
        } catch (IOException e) {
            return new Resolution.Failure(FetchProblem.ofFile(folder, e));
        }
        List<ClassPath> found = new ArrayList<>();
        for (Coordinates program : wanted) {
            found.add(ArtifactsList.read(folder, program)
                    .orElseThrow(() -> new IllegalStateException(
                            "the list of " + program.title() + " was not written; this is a bug in Trivet")));
        }
        return new Resolution.Success(found);
    }

    private Optional<Problem> fetch(List<Coordinates> absent) throws IOException {
        Files.createDirectories(folder);
        Path errors = Files.createTempFile(folder, "fetch", ".errors");
        Process process = new ProcessBuilder(command(absent))
                .redirectError(errors.toFile())
                .start();
        // Its standard input stays open for as long as this process lives: its end tells Fetch to stop.
        try (OutputStream open = process.getOutputStream()) {
            process.getInputStream().transferTo(progress);
            int code = process.waitFor();
            return code == 0 ? Optional.empty() : Optional.of(problem(absent, code, Files.readAllLines(errors)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while artifacts were fetched", e);
        } finally {
            process.destroyForcibly();
            Files.deleteIfExists(errors);
        }
    }

    private Problem problem(List<Coordinates> absent, int code, List<String> errors) {
        if (code == Fetch.FAILED) {
            return FetchProblem.read(errors);
        }
        String next = absent.stream()
                .filter(program -> ArtifactsList.read(folder, program).isEmpty())
                .findFirst()
                .orElse(absent.get(0))
                .title();
        return FetchProblem.silent(next, code, errors);
    }

    private List<String> command(List<Coordinates> absent) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // A short run: the second compiler would cost more than it gains.
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m"));
        command.addAll(javaOptions);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Fetch.class.getName()));
        command.addAll(List.of(folder.toString(), String.valueOf(live)));
        absent.forEach(program -> command.addAll(program.words()));
        return command;
    }
}
