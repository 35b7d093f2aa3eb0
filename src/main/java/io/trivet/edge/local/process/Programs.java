package io.trivet.edge.local.process;

import io.trivet.edge.local.artifact.Artifacts;
import io.trivet.edge.local.artifact.Cache;
import io.trivet.edge.local.artifact.ClassPath;
import io.trivet.edge.local.artifact.Coordinates;
import io.trivet.edge.local.artifact.PluginFiles;
import io.trivet.edge.local.artifact.Resolution;
import io.trivet.operate.Failure;
import io.trivet.plan.Plan;
import io.trivet.platform.Ec2Platform;
import io.trivet.process.Plugin;
import io.trivet.process.Software;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The programs of a plan, found on this machine.
 *
 * @param classPaths what {@code java -cp} takes, per program: its jars, the exporter, {@link NodeJar}
 * @param metadata {@code zookeeper} or {@code kraft}, where brokers find it: they load other classes for each
 */
public record Programs(Map<Software, String> classPaths, String metadata) {
    /** Finds them, and fetches what is not there yet. */
    public static Programs of(Plan<Ec2Platform> plan, Artifacts artifacts) throws Failure {
        String plugins = plugins(plan, artifacts);
        List<Software> wanted = NodeTask.of(plan.nodes()).stream()
                .map(task -> task.launch().software())
                .distinct()
                .toList();
        List<Coordinates> coordinates = new ArrayList<>();
        wanted.forEach(software -> coordinates.add(Coordinates.of(software)));
        coordinates.add(Coordinates.jmxExporter());
        Resolution found = artifacts.find(coordinates);
        if (found instanceof Resolution.Failure failed) {
            throw new Failure(failed.problem());
        }
        if (found instanceof Resolution.Success all) {
            return new Programs(
                    join(wanted, all.classPaths(), plugins),
                    plan.platform().initialControllers().isEmpty() ? "zookeeper" : "kraft");
        }
        throw new AssertionError(found);
    }

    /** The jars of others that Kafka's processes have besides, each with a separator before it. */
    private static String plugins(Plan<Ec2Platform> plan, Artifacts artifacts) throws Failure {
        PluginFiles files = new PluginFiles(PluginFiles.kept(), artifacts);
        SortedMap<String, Plugin> described = new TreeMap<>();
        plan.roles().forEach(role -> described.putAll(role.launch().plugins()));
        StringBuilder path = new StringBuilder();
        for (Plugin plugin : described.values()) {
            files.jars(plugin).forEach(jar -> path.append(File.pathSeparator).append(jar));
        }
        return path.toString();
    }

    private static Map<Software, String> join(List<Software> wanted, List<ClassPath> found, String plugins)
            throws Failure {
        String exporter = found.get(wanted.size()).text();
        Map<Software, String> classPaths = new LinkedHashMap<>();
        for (int i = 0; i < wanted.size(); i++) {
            classPaths.put(
                    wanted.get(i),
                    found.get(i).text()
                            + File.pathSeparator
                            + exporter
                            + File.pathSeparator
                            + nodeJar()
                            + (wanted.get(i).product() == Software.Product.KAFKA ? plugins : ""));
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

    String classPath(Software software) {
        String classPath = classPaths.get(software);
        if (classPath == null) {
            throw new IllegalStateException("no class path of " + software + "; this is a bug in Trivet");
        }
        return classPath;
    }
}
