package io.trivet.process;

/**
 * A text file of a node.
 *
 * @param path where it lies on the node, absolute, with forward slashes
 * @param text UTF-8, lines end in {@code \n}, the last one too
 */
public record ConfigFile(String path, String text) {}
