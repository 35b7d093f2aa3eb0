package io.trivet.stack;

import java.io.Reader;

/**
 * A text that never ends a part with half of a character: SnakeYAML 2.3 reads the other half behind the end of its
 * buffer, which Java refuses.
 *
 * <p>Source: {@code org.yaml.snakeyaml.reader.StreamReader.update}.
 */
final class WholeCharacters extends Reader {
    private final String text;
    private int at;

    WholeCharacters(String text) {
        this.text = text;
    }

    @Override
    public int read(char[] buffer, int offset, int length) {
        int count = Math.min(length, text.length() - at);
        if (count == 0) {
            return length == 0 ? 0 : -1;
        }
        if (count > 1 && Character.isHighSurrogate(text.charAt(at + count - 1))) {
            count--;
        }
        text.getChars(at, at + count, buffer, offset);
        at += count;
        return count;
    }

    @Override
    public void close() {
        // There is nothing to close.
    }
}
