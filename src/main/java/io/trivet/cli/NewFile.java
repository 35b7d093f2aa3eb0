package io.trivet.cli;

import io.trivet.problem.Place;
import io.trivet.problem.Problem;
import io.trivet.problem.Problems;
import io.trivet.stack.RegularFile;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * A file that a command makes: it is there as a whole or not at all, and takes the place of another only on request.
 */
record NewFile(Path path, boolean replaces) {
    /** What is in the way, before there is anything to write. */
    Problems problems() {
        Path folder = path.toAbsolutePath().normalize().getParent();
        if (!replaces && Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return exists();
        }
        if (Files.isDirectory(path) || folder == null || !Files.isDirectory(folder) || !Files.isWritable(folder)) {
            return unwritable("a file that cannot be written there");
        }
        return Problems.NONE;
    }

    /** Writes it beside its place, and puts it there. */
    Problems write(String text) {
        Path whole = path.toAbsolutePath().normalize();
        Path fresh = whole.resolveSibling(
                "." + whole.getFileName() + ".new-" + ProcessHandle.current().pid());
        try {
            Files.writeString(fresh, text);
            if (replaces) {
                Files.move(fresh, whole, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } else {
                Files.move(fresh, whole);
            }
            return Problems.NONE;
        } catch (FileAlreadyExistsException e) {
            return exists();
        } catch (IOException e) {
            return unwritable("a file that cannot be written (" + RegularFile.reason(e) + ")");
        } finally {
            try {
                Files.deleteIfExists(fresh);
            } catch (IOException e) {
                // The problem that is being reported weighs more than a file left behind, whose name says what it is.
            }
        }
    }

    private Problems exists() {
        return new Problems(List.of(Problem.error("file-exists", place(), "a file that is there already")
                .must("be a new one: what a person has written is not replaced unasked")
                .mend("name another file, or add --force")));
    }

    private Problems unwritable(String found) {
        return new Problems(List.of(Problem.error("file-not-written", place(), found)
                .must("lie in a folder that exists and is writable, on a disk with room")
                .mend("make the folder, or name another file")));
    }

    private Place place() {
        return new Place(path.toString(), 0, 0, "");
    }
}
