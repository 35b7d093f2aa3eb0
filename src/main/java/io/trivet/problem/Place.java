package io.trivet.problem;

/**
 * Where in an input a value stands.
 *
 * @param file the file as the user named it; empty when the input was no file
 * @param line from 1; 0 when unknown
 * @param column from 1, in characters; 0 when unknown
 * @param path the dotted path from the root of the description, as {@code brokers.volume.size}; empty for the root
 */
public record Place(String file, int line, int column, String path) {
    /** A place that is known by its path only. */
    public static Place ofPath(String path) {
        return new Place("", 0, 0, path);
    }

    /** {@code file:line:column}, as far as it is known; empty for a place that is only a path. */
    public String position() {
        if (line == 0) {
            return file;
        }
        return file + ":" + line + ":" + column;
    }
}
