package io.trivet.edge.local.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** Memory of this machine and its processes, where the system tells without the help of another process (Linux). */
public final class Memory {
    private static final long KIB = 1024;

    private Memory() {}

    /** Bytes that new processes may take without swapping; empty where that is unknown. */
    static OptionalLong available() {
        return field(Path.of("/proc/meminfo"), "MemAvailable:");
    }

    /** Bytes that a process holds in RAM; empty where that is unknown. */
    public static OptionalLong resident(long pid) {
        return field(Path.of("/proc/" + pid + "/status"), "VmRSS:");
    }

    private static OptionalLong field(Path file, String name) {
        try {
            return Files.readAllLines(file).stream()
                    .filter(line -> line.startsWith(name))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * KIB)
                    .findFirst();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }
}
