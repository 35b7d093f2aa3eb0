package io.trivet.stack;

import java.io.IOException;
import java.nio.file.Path;

/** Where the text of a file comes from: the file itself, or what it was at another time. */
public interface Texts {
    /** The files as they are. */
    Texts FILES = RegularFile::text;

    /** The text of a file. Fails: {@link java.nio.file.NoSuchFileException} where there is none. */
    String read(Path file) throws IOException;
}
