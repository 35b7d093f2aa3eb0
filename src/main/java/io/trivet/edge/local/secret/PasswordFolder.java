package io.trivet.edge.local.secret;

import io.trivet.edge.local.artifact.AtomicFile;
import io.trivet.operate.Failure;
import io.trivet.operate.PasswordStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Passwords of users in a folder on this machine, a file each, for the eyes of their owner only.
 *
 * <p>Shape: {@code <user>.password} holds the password and nothing else, no end of a line; {@code <user>.next} one of
 * which the cluster may not know, left by what was cut off while it was told. No name of a user leads out of the
 * folder.
 */
public record PasswordFolder(Path folder) implements PasswordStore {
    /** How the file of a user ends. */
    static final String END = ".password";

    /** The file of a user. */
    public Path of(String user) {
        return folder.resolve(user + END);
    }

    private Path next(String user) {
        return folder.resolve(user + ".next");
    }

    @Override
    public SortedSet<String> users() throws Failure {
        SortedSet<String> users = new TreeSet<>();
        if (!Files.isDirectory(folder)) {
            return users;
        }
        try (Stream<Path> files = Files.list(folder)) {
            files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(END))
                    .forEach(name -> users.add(name.substring(0, name.length() - END.length())));
            return users;
        } catch (IOException e) {
            throw Failure.file(folder, e);
        }
    }

    @Override
    public String make(String user) throws Failure {
        String password = PasswordStore.random();
        try {
            AtomicFile.writeSecret(next(user), password);
            return password;
        } catch (IOException e) {
            throw Failure.file(next(user), e);
        }
    }

    @Override
    public void keep(String user) throws Failure {
        try {
            AtomicFile.move(next(user), of(user));
        } catch (IOException e) {
            throw Failure.file(of(user), e);
        }
    }

    @Override
    public void forget(String user) throws Failure {
        try {
            Files.deleteIfExists(next(user));
            Files.deleteIfExists(of(user));
        } catch (IOException e) {
            throw Failure.file(of(user), e);
        }
    }

    @Override
    public String place() {
        return folder.toString();
    }

    @Override
    public String told() {
        return folder + ", a file each, for the eyes of their owner only";
    }
}
