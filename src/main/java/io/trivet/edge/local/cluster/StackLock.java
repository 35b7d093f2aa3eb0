package io.trivet.edge.local.cluster;

import io.trivet.operate.Failure;
import io.trivet.problem.Place;
import io.trivet.problem.Problem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * One command at a time changes a cluster. The system lets go of the lock when the process that holds it ends, however
 * it ends; the pid in the file is for people.
 */
final class StackLock implements AutoCloseable {
    private final FileChannel channel;

    private StackLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Takes the lock, or says who holds it. */
    static StackLock take(Path file) throws Failure {
        try {
            Files.createDirectories(file.getParent());
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (tryLock(channel) == null) {
                channel.close();
                throw held(file);
            }
            channel.truncate(0);
            channel.write(ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.UTF_8)));
            return new StackLock(channel);
        } catch (IOException e) {
            throw Failure.file(file, e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static Failure held(Path file) throws IOException {
        String pid = Files.readString(file).strip();
        return new Failure(Problem.error(
                        "local-busy",
                        Place.ofPath(file.toString()),
                        "held by process " + (pid.isEmpty() ? "unknown" : pid) + ", another command on the same stack")
                .must("be free: one command at a time changes a cluster")
                .mend("wait until process " + (pid.isEmpty() ? "" : pid + " ")
                        + "is done, or end it with Ctrl-C there"));
    }

    @Override
    public void close() throws Failure {
        try {
            channel.close();
        } catch (IOException e) {
            throw new Failure(Problem.error("local-files", Place.ofPath("lock"), "not released (" + e + ")")
                    .must("be released")
                    .mend("run again"));
        }
    }
}
