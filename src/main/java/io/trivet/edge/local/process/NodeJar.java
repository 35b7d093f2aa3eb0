package io.trivet.edge.local.process;

import io.trivet.edge.local.artifact.AtomicFile;
import io.trivet.edge.local.artifact.Digest;
import io.trivet.exporter.SecuredExporter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A jar with the classes of Trivet that run in the processes of nodes. Their archives of classes need a jar that never
 * changes, and Trivet's own changes with every build.
 */
final class NodeJar {
    /** By their names, since those of the exporter cannot be used where it is not. */
    private static final List<String> CLASSES = List.of(
            FormatMain.class.getName(),
            NodeMain.class.getName(),
            SecuredExporter.class.getName(),
            SecuredExporter.class.getName() + "$BothSides",
            SecuredExporter.class.getPackageName() + ".Arguments");

    private NodeJar() {}

    /** The jar in that folder, made when it is not there, or is not what was written. */
    static Path in(Path folder) throws IOException {
        byte[] jar = bytes();
        Path file = folder.resolve("node-" + Digest.of(List.of(jar)) + ".jar");
        if (!Files.isRegularFile(file) || !Arrays.equals(Files.readAllBytes(file), jar)) {
            Files.createDirectories(folder);
            Path fresh = Files.createTempFile(folder, "node", ".jar");
            Files.write(fresh, jar);
            AtomicFile.move(fresh, file);
        }
        return file;
    }

    private static byte[] bytes() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream jar = new ZipOutputStream(bytes)) {
            for (String type : CLASSES) {
                String path = type.replace('.', '/') + ".class";
                ZipEntry entry = new ZipEntry(path);
                entry.setTimeLocal(LocalDateTime.of(1980, 1, 1, 0, 0));
                jar.putNextEntry(entry);
                try (InputStream source = NodeJar.class.getResourceAsStream("/" + path)) {
                    if (source == null) {
                        throw new IllegalStateException(path + " is not on the class path; this is a bug in Trivet");
                    }
                    source.transferTo(jar);
                }
                jar.closeEntry();
            }
        }
        return bytes.toByteArray();
    }
}
