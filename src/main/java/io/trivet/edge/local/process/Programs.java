package io.trivet.edge.local.process;

import io.trivet.edge.local.artifact.Artifacts;
import io.trivet.edge.local.artifact.Cache;
import io.trivet.edge.local.artifact.ClassPath;
import io.trivet.edge.local.artifact.Coordinates;
import io.trivet.edge.local.artifact.Resolution;
import io.trivet.operate.Failure;
import io.trivet.plan.Plan;
import io.trivet.platform.Ec2Platform;
import io.trivet.process.Software;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The programs of a plan, found on this machine.
 *
 * @param classPaths what {@code java -cp} takes, per program: its jars, the exporter, {@link NodeJar}
 * @param metadata {@code zookeeper} or {@code kraft}, where brokers find it: they load other classes for each
 */
public record Programs(Map<Software, String> classPaths, String metadata) {
    /** Finds them, and fetches what is not there yet. */
    public static Programs of(Plan<Ec2Platform> plan, Artifacts artifacts) throws Failure {
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
                    join(wanted, all.classPaths()),
                    plan.platform().initialControllers().isEmpty() ? "zookeeper" : "kraft");
        }
        throw new AssertionError(found);
    }

    private static Map<Software, String> join(List<Software> wanted, List<ClassPath> found) throws Failure {
        String exporter = found.get(wanted.size()).text();
        Map<Software, String> classPaths = new LinkedHashMap<>();
        for (int i = 0; i < wanted.size(); i++) {
            classPaths.put(
                    wanted.get(i),
                    found.get(i).text() + File.pathSeparator + exporter + File.pathSeparator + nodeJar());
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
