package io.trivet.edge.local.process;

import io.trivet.edge.local.artifact.Artifacts;
import io.trivet.edge.local.artifact.Cache;
import io.trivet.edge.local.artifact.ClassPath;
import io.trivet.edge.local.artifact.Coordinates;
import io.trivet.edge.local.artifact.PluginFiles;
import io.trivet.edge.local.artifact.Resolution;
import io.trivet.operate.Failure;
import io.trivet.plan.Plan;
import io.trivet.plan.PlannedRole;
import io.trivet.platform.Ec2Platform;
import io.trivet.process.Launch;
import io.trivet.process.Plugin;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The programs of a plan, found on this machine.
 *
 * @param classPaths what {@code java -cp} takes, per program: its jars, the exporter, {@link NodeJar}
 * @param metadata {@code zookeeper} or {@code kraft}, where brokers find it: they load other classes for each
 * @param loaded folders of plugins that programs load by themselves, by the name that the folder of each has on EC2
 */
public record Programs(Map<Coordinates, String> classPaths, String metadata, SortedMap<String, Path> loaded) {
    /** Finds them, and fetches what is not there yet. */
    public static Programs of(Plan<Ec2Platform> plan, Artifacts artifacts) throws Failure {
        PluginFiles files = new PluginFiles(PluginFiles.kept(), artifacts);
        String plugins = plugins(plan, files);
        List<Coordinates> wanted = NodeTask.of(plan.nodes()).stream()
                .map(task -> Coordinates.of(task.launch()))
                .distinct()
                .toList();
        List<Coordinates> coordinates = new ArrayList<>(wanted);
        coordinates.add(Coordinates.jmxExporter());
        Resolution found = artifacts.find(coordinates);
        if (found instanceof Resolution.Failure failed) {
            throw new Failure(failed.problem());
        }
        if (found instanceof Resolution.Success all) {
            return new Programs(
                    join(wanted, all.classPaths(), plugins),
                    plan.platform().initialControllers().isEmpty() ? "zookeeper" : "kraft",
                    loaded(plan, files));
        }
        throw new AssertionError(found);
    }

    /** The jars of others that Kafka's servers have besides, each with a separator before it. */
    private static String plugins(Plan<Ec2Platform> plan, PluginFiles files) throws Failure {
        StringBuilder path = new StringBuilder();
        for (Plugin plugin : described(plan, false).values()) {
            files.jars(plugin).forEach(jar -> path.append(File.pathSeparator).append(jar));
        }
        return path.toString();
    }

    private static SortedMap<String, Path> loaded(Plan<Ec2Platform> plan, PluginFiles files) throws Failure {
        SortedMap<String, Path> folders = new TreeMap<>();
        for (Plugin plugin : described(plan, true).values()) {
            folders.put(
                    plugin.folder().replaceFirst(".*/", ""),
                    files.jars(plugin).get(0).getParent());
        }
        return folders;
    }

    private static SortedMap<String, Plugin> described(Plan<Ec2Platform> plan, boolean loads) {
        SortedMap<String, Plugin> described = new TreeMap<>();
        plan.roles().stream()
                .map(PlannedRole::launch)
                .filter(launch -> launch.loadsPlugins() == loads)
                .forEach(launch -> described.putAll(launch.plugins()));
        return described;
    }

    private static Map<Coordinates, String> join(List<Coordinates> wanted, List<ClassPath> found, String plugins)
            throws Failure {
        String exporter = found.get(wanted.size()).text();
        Map<Coordinates, String> classPaths = new LinkedHashMap<>();
        for (int i = 0; i < wanted.size(); i++) {
            classPaths.put(
                    wanted.get(i),
                    found.get(i).text()
                            + File.pathSeparator
                            + exporter
                            + File.pathSeparator
                            + nodeJar()
                            + (wanted.get(i).name().equals("kafka") ? plugins : ""));
        }
        return classPaths;
    }

    private static Path nodeJar() throws Failure {
        try {
            return NodeJar.in(Cache.folder());
        } catch (IOException e) {
            throw Failure.file(Cache.folder(), e);
        }
    }

    String classPath(Launch launch) {
        String classPath = classPaths.get(Coordinates.of(launch));
        if (classPath == null) {
            throw new IllegalStateException("no class path of " + launch.software() + "; this is a bug in Trivet");
        }
        return classPath;
    }

    /** Lays plugins where the settings of a program say that they are: links to where they are kept. */
    public void lay(NodeTask task, Home home) throws Failure {
        if (!task.launch().loadsPlugins() || loaded.isEmpty()) {
            return;
        }
        Path folder = home.file(task.node().node().name(), Plugin.FOLDERS);
        try {
            Files.createDirectories(folder);
            try (Stream<Path> there = Files.list(folder)) {
                for (Path link : there.toList()) {
                    Files.delete(link);
                }
            }
            for (var plugin : loaded.entrySet()) {
                Files.createSymbolicLink(folder.resolve(plugin.getKey()), plugin.getValue());
            }
        } catch (IOException e) {
            throw Failure.file(folder, e);
        }
    }
}
