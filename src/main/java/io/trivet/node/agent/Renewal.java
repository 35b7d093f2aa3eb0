package io.trivet.node.agent;

import io.trivet.node.s3.Bucket;
import io.trivet.operate.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What of Trivet is on a machine, as the bucket has it: the script and the jar of the agent, and the jar of the
 * exporter. Another Trivet writes other ones, and then it must be those that act.
 *
 * @param home folder in which they lie, each beside the tag of the object that it came from
 */
record Renewal(Bucket bucket, Path home) {
    private static final String JAR = "trivet.jar";

    /** Fetches what is new; whether the jar is, so that this process runs an old one. */
    boolean isNewer() throws Failure, InterruptedException {
        boolean newer = false;
        for (String name : List.of("boot.sh", "exporter.jar", JAR)) {
            Path file = home.resolve(name);
            Path tag = home.resolve(name + ".tag");
            try {
                String known = Files.exists(file) && Files.exists(tag) ? Files.readString(tag) : "";
                Optional<Bucket.Stored> fresh = bucket.get("boot/" + name, known);
                if (fresh.isEmpty()) {
                    continue;
                }
                if (!Files.exists(file)
                        || !Arrays.equals(Files.readAllBytes(file), fresh.get().bytes())) {
                    Disk.put(file, fresh.get().bytes());
                    newer |= name.equals(JAR);
                }
                Disk.put(tag, fresh.get().tag());
            } catch (IOException e) {
                throw Disk.unusable(file, e);
            }
        }
        return newer;
    }
}
