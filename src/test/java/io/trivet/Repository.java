package io.trivet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A git repository of its own with the example stacks, committed once.
 *
 * @param home its working tree
 */
public record Repository(Path home) {
    /** Makes one in an empty folder. */
    public static Repository in(Path home) throws IOException, InterruptedException {
        Path stacks = Files.createDirectories(home.resolve("stacks"));
        try (Stream<Path> files = Files.list(Path.of("stacks"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, stacks.resolve(file.getFileName()));
            }
        }
        Repository repository = new Repository(home.toRealPath());
        repository.git("init", "--quiet", "--initial-branch=main");
        repository.commit("The examples");
        return repository;
    }

    /** Commits everything. */
    public void commit(String message) throws IOException, InterruptedException {
        git("add", "--all");
        git("-c", "user.name=Ada", "-c", "user.email=ada@example.org", "commit", "--quiet", "--message", message);
    }

    /** Replaces a text in a stack file. */
    public void edit(String file, String before, String after) throws IOException {
        Path path = stack(file);
        String text = Files.readString(path);
        assertThat(text).contains(before);
        Files.writeString(path, text.replace(before, after));
    }

    /** A file beneath {@code stacks/}. */
    public Path stack(String file) {
        return home.resolve("stacks").resolve(file);
    }

    /** Runs git; its output. */
    public String git(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        Process git = new ProcessBuilder(command)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(git.waitFor()).as(command + "\n" + output).isZero();
        return output;
    }
}
