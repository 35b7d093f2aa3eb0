package io.trivet.edge.local.cluster;

import io.trivet.edge.local.artifact.AtomicFile;
import io.trivet.edge.local.artifact.Cache;
import io.trivet.edge.local.artifact.Digest;
import io.trivet.edge.local.process.Home;
import io.trivet.edge.local.process.Programs;
import io.trivet.edge.local.process.StartedProcesses;
import io.trivet.plan.Plan;
import io.trivet.platform.Ec2Platform;
import io.trivet.process.Software;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Archives of loaded classes, one per program: with them nine JVMs start in half the time. They are kept per user,
 * under a name that is made of all that they depend on, and are made by {@link Training} before the first start.
 */
final class ClassArchives {
    private ClassArchives() {}

    /** The programs with their archives, made now when they are not there. */
    static Programs add(
            Plan<Ec2Platform> plan, Home home, Programs programs, StartedProcesses started, Progress progress)
            throws InterruptedException {
        Map<Software, Path> wanted = new LinkedHashMap<>();
        boolean all = true;
        for (Software software : programs.classPaths().keySet()) {
            Path file = file(plan, software, programs.classPath(software));
            wanted.put(software, file);
            all &= Files.exists(file) || Files.exists(failed(file));
        }
        if (!all) {
            progress.step("preparing fast starts, once for these versions");
            try {
                new Training(plan, home, programs, started).run(wanted);
            } catch (IOException e) {
                progress.step("no fast starts: " + e.getMessage());
            }
            for (Path file : wanted.values()) {
                remember(file);
            }
        }
        Map<Software, Path> made = new LinkedHashMap<>();
        wanted.forEach((software, file) -> {
            if (Files.exists(file)) {
                made.put(software, file);
            }
        });
        return programs.with(made);
    }

    /** What failed once is not tried at every start. */
    private static void remember(Path file) {
        try {
            if (!Files.exists(file)) {
                AtomicFile.write(failed(file), "");
            }
        } catch (IOException e) {
            // Then it is tried again.
            return;
        }
    }

    private static Path failed(Path file) {
        return file.resolveSibling(file.getFileName() + ".failed");
    }

    private static Path file(Plan<Ec2Platform> plan, Software software, String classPath) {
        List<byte[]> parts = new ArrayList<>();
        parts.add(text(System.getProperty("java.home")));
        parts.add(text(System.getProperty("java.vm.version")));
        for (String jar : classPath.split(File.pathSeparator)) {
            parts.add(Digest.stamp(Path.of(jar)));
        }
        String mode = plan.platform().initialControllers().isEmpty() ? "zookeeper" : "kraft";
        parts.add(text(mode));
        String name = software.product().name().toLowerCase(Locale.ROOT) + "-" + software.version() + "-" + mode + "-"
                + Digest.of(parts) + ".jsa";
        return Cache.folder().resolve("archives").resolve(name);
    }

    private static byte[] text(String text) {
        return (text + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
