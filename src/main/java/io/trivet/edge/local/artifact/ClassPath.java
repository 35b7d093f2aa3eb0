package io.trivet.edge.local.artifact;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a program needs on its class path, found in the local Maven repository.
 *
 * @param jars absolute, in order, the program's own jar first
 */
public record ClassPath(Coordinates program, List<Path> jars) {
    public ClassPath {
        jars = List.copyOf(jars);
    }

    /** As {@code java -cp} takes it. */
    public String text() {
        return jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }
}
