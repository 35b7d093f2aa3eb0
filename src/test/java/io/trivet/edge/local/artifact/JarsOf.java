package io.trivet.edge.local.artifact;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The classes of a library of Maven's, with those that it needs and apart from those of the tests. */
public final class JarsOf {
    private JarsOf() {}

    /** Those of {@code group:name:version}. */
    public static URLClassLoader library(String library) throws IOException {
        String[] words = library.split(":");
        Artifacts artifacts =
                new Artifacts(Path.of("target/software"), new PrintStream(System.err, true), false, List.of());
        Resolution found = artifacts.find(List.of(new Coordinates(words[1], words[2], List.of(library), List.of())));
        if (!(found instanceof Resolution.Success all)) {
            throw new AssertionError(found);
        }
        List<URL> urls = new ArrayList<>();
        for (Path jar : all.classPaths().get(0).jars()) {
            urls.add(jar.toUri().toURL());
        }
        return new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    }
}
