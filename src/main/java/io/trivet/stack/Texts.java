package io.trivet.stack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the text of a file comes from: the file itself, or what it was at another time. */
public interface Texts {
    /** The files as they are. */
    Texts FILES = file -> Files.readString(file, StandardCharsets.UTF_8);

    /** The text of a file. Fails: {@link java.nio.file.NoSuchFileException} where there is none. */
    String read(Path file) throws IOException;
}
