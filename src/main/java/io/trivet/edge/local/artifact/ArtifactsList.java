package io.trivet.edge.local.artifact;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The class path of a program as a file: what was asked for, then one line per jar with its size in bytes and its path,
 * then an end. It holds for as long as the same is asked for and every jar has its size.
 */
final class ArtifactsList {
    private static final String FORMAT = "trivet class path 1";
    private static final String END = "end";

    private ArtifactsList() {}

    static Optional<ClassPath> read(Path folder, Coordinates program) {
        Path file = file(folder, program);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            List<String> lines = Files.readAllLines(file);
            List<String> head = head(program);
            int end = lines.size() - 1;
            if (end < head.size()
                    || !lines.subList(0, head.size()).equals(head)
                    || !lines.get(end).equals(END)) {
                return Optional.empty();
            }
            List<Path> jars = new ArrayList<>();
            for (String line : lines.subList(head.size(), end)) {
                int space = line.indexOf(' ');
                Path jar = Path.of(line.substring(space + 1));
                if (!Files.isRegularFile(jar) || Files.size(jar) != Long.parseLong(line.substring(0, space))) {
                    return Optional.empty();
                }
                jars.add(jar);
            }
            return Optional.of(new ClassPath(program, jars));
        } catch (IOException | RuntimeException e) {
            // A list that cannot be read is as good as none: it is made again.
            return Optional.empty();
        }
    }

    static void write(Path folder, ClassPath classPath) throws IOException {
        List<String> lines = new ArrayList<>(head(classPath.program()));
        for (Path jar : classPath.jars()) {
            lines.add(Files.size(jar) + " " + jar);
        }
        lines.add(END);
        AtomicFile.write(file(folder, classPath.program()), String.join("\n", lines) + "\n");
    }

    private static Path file(Path folder, Coordinates program) {
        return folder.resolve(program.name() + "-" + program.version() + ".classpath");
    }

    private static List<String> head(Coordinates program) {
        return List.of(
                FORMAT,
                "artifacts " + String.join(" ", program.artifacts()),
                "without " + String.join(" ", program.excluded()));
    }
}
