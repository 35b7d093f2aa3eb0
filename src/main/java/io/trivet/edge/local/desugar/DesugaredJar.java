package io.trivet.edge.local.desugar;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** A jar whose classes are {@linkplain DesugaredClass rewritten}; everything else in it stays as it is. */
public final class DesugaredJar {
    private static final String CLASS = ".class";

    /** Versions of a class for newer Java; one that is not rewritten there works as before. */
    private static final String OTHER_VERSIONS = "META-INF/";

    private static final byte[] FACTORY = "altMetafactory".getBytes(StandardCharsets.UTF_8);

    private DesugaredJar() {}

    /**
     * Writes a rewritten copy of a jar. The same jar gives the same bytes.
     *
     * @return whether anything was rewritten; without, the copy is of no use
     */
    public static boolean write(Path jar, Path copy) throws IOException {
        try (ZipFile from = new ZipFile(jar.toFile())) {
            List<? extends ZipEntry> entries = Collections.list(from.entries());
            if (!hasLambdas(from, entries)) {
                return false;
            }
            boolean rewritten = false;
            try (ZipOutputStream to = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(copy)))) {
                // It is read more often than it is sent anywhere.
                to.setLevel(Deflater.BEST_SPEED);
                for (ZipEntry entry : entries) {
                    rewritten |= copy(entry.getName(), bytes(from, entry), to);
                }
            }
            return rewritten;
        }
    }

    private static boolean hasLambdas(ZipFile jar, List<? extends ZipEntry> entries) throws IOException {
        for (ZipEntry entry : entries) {
            if (isClass(entry.getName()) && contains(bytes(jar, entry), FACTORY)) {
                return true;
            }
        }
        return false;
    }

    private static boolean copy(String name, byte[] bytes, ZipOutputStream to) throws IOException {
        Optional<DesugaredClass> desugared =
                isClass(name) && contains(bytes, FACTORY) ? DesugaredClass.of(bytes) : Optional.empty();
        if (desugared.isEmpty()) {
            put(name, bytes, to);
            return false;
        }
        for (var file : desugared.get().files().entrySet()) {
            put(file.getKey() + CLASS, file.getValue(), to);
        }
        return true;
    }

    private static boolean isClass(String name) {
        return name.endsWith(CLASS) && !name.startsWith(OTHER_VERSIONS);
    }

    private static void put(String name, byte[] bytes, ZipOutputStream to) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(LocalDateTime.of(1980, 1, 1, 0, 0));
        to.putNextEntry(entry);
        to.write(bytes);
        to.closeEntry();
    }

    private static byte[] bytes(ZipFile jar, ZipEntry entry) throws IOException {
        try (InputStream bytes = jar.getInputStream(entry)) {
            return bytes.readAllBytes();
        }
    }

    private static boolean contains(byte[] bytes, byte[] part) {
        for (int i = 0; i <= bytes.length - part.length; i++) {
            if (bytes[i] == part[0] && Arrays.equals(bytes, i, i + part.length, part, 0, part.length)) {
                return true;
            }
        }
        return false;
    }
}
