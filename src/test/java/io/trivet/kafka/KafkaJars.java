package io.trivet.kafka;

import io.trivet.edge.local.artifact.Artifacts;
import io.trivet.edge.local.artifact.ClassPath;
import io.trivet.edge.local.artifact.Coordinates;
import io.trivet.edge.local.artifact.Resolution;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Field;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The classes of one Kafka version, apart from all others: only the JDK is shared with them. */
final class KafkaJars implements AutoCloseable {
    private final URLClassLoader loader;

    private KafkaJars(URLClassLoader loader) {
        this.loader = loader;
    }

    static KafkaJars of(KafkaVersion version) throws IOException {
        return of(classPath(version));
    }

    /** Those of the workers of Kafka Connect. */
    static KafkaJars ofConnect(KafkaVersion version) throws IOException {
        return of(classPath(Coordinates.connect(version)));
    }

    /** The jars of a version, fetched where they are not there yet. */
    static ClassPath classPath(KafkaVersion version) throws IOException {
        return classPath(Coordinates.kafka(version));
    }

    private static ClassPath classPath(Coordinates program) throws IOException {
        // Each complains on the terminal of the build when it finds no configuration of its own.
        System.setProperty("log4j2.StatusLogger.level", "OFF");
        System.setProperty(
                "log4j.configuration",
                KafkaJars.class.getResource("silent.properties").toString());
        Artifacts artifacts =
                new Artifacts(Path.of("target/software"), new PrintStream(System.err, true), false, List.of());
        Resolution found = artifacts.find(List.of(program));
        if (found instanceof Resolution.Success all) {
            return all.classPaths().get(0);
        }
        throw new AssertionError(found);
    }

    private static KafkaJars of(ClassPath classPath) throws IOException {
        List<URL> urls = new ArrayList<>();
        for (Path jar : classPath.jars()) {
            urls.add(jar.toUri().toURL());
        }
        return new KafkaJars(new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader()));
    }

    boolean has(String type) {
        try {
            loader.loadClass(type);
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    Class<?> type(String name) throws ReflectiveOperationException {
        return loader.loadClass(name);
    }

    Object call(String type, String method) throws ReflectiveOperationException {
        return withLoader(() -> type(type).getMethod(method).invoke(null));
    }

    Object constant(String type, String field) throws ReflectiveOperationException {
        return withLoader(() -> type(type).getField(field).get(null));
    }

    /** A field of that object, in whichever of its classes it is declared. */
    static Object field(Object object, String name) throws ReflectiveOperationException {
        for (Class<?> type = object.getClass(); type != null; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (field.getName().equals(name)) {
                    field.setAccessible(true);
                    return field.get(object);
                }
            }
        }
        throw new NoSuchFieldException(name + " in " + object.getClass());
    }

    interface Action {
        Object run() throws ReflectiveOperationException;
    }

    /** Some static initialisers of Kafka load classes by name through the thread's loader. */
    Object withLoader(Action action) throws ReflectiveOperationException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            return action.run();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    URLClassLoader loader() {
        return loader;
    }

    @Override
    public void close() throws IOException {
        loader.close();
    }
}
