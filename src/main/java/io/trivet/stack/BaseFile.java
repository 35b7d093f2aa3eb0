package io.trivet.stack;

import io.trivet.problem.Place;
import io.trivet.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * The file that a description extends: YAML of the same repository. A description of others is read before it is
 * reviewed, so that it must not lead to other files of the reader's machine, whose text a problem would show.
 *
 * <p>Fails: {@code extends-elsewhere}.
 */
final class BaseFile {
    private static final Pattern YAML = Pattern.compile(".*\\.ya?ml");

    private BaseFile() {}

    /** The file of that name, where it may be read: in a folder, beneath one of the roots. */
    static Optional<Path> of(List<Path> roots, Path folder, Tree.Leaf name, Consumer<Problem> problems) {
        Optional<Path> file = path(folder, name.text())
                .filter(path -> YAML.matcher(path.toString()).matches())
                .filter(path -> roots.stream().anyMatch(root -> isBeneath(root, path)));
        if (file.isEmpty()) {
            Place place = name.place();
            problems.accept(Problem.error(
                            "extends-elsewhere",
                            new Place(place.file(), place.line(), place.column(), "extends"),
                            Secrets.isLikely(name.text()) ? "no file" : "the file " + name.text())
                    .must("be a .yaml or .yml file of the same repository")
                    .mend("move it there, and write its name relative to this file"));
        }
        return file;
    }

    /** The folder of the repository in which a file lies; without git that of the project with its {@code stacks/}. */
    static Path repository(Path file) {
        Path folder = file.toAbsolutePath().normalize().resolveSibling("");
        for (Path above = folder; above != null; above = above.getParent()) {
            if (Files.exists(above.resolve(".git"))) {
                return above;
            }
        }
        Path project = folder.getParent();
        return project != null && folder.endsWith("stacks") ? project : folder;
    }

    private static Optional<Path> path(Path folder, String name) {
        try {
            return Optional.of(folder.resolve(name).normalize());
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** By its name, and where it is there also once links are followed. */
    static boolean isBeneath(Path root, Path file) {
        if (!file.toAbsolutePath().normalize().startsWith(root)) {
            return false;
        }
        try {
            return !Files.exists(file) || file.toRealPath().startsWith(root.toRealPath());
        } catch (IOException e) {
            // It is there and cannot be followed: its reader says why.
            return true;
        }
    }
}
