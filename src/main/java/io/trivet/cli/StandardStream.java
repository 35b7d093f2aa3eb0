package io.trivet.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** A stream of this process, which knows why it failed; {@link PrintStream} alone knows only that it did. */
final class StandardStream extends PrintStream {
    private final Target target;

    private StandardStream(Target target) {
        super(target, false, StandardCharsets.UTF_8);
        this.target = target;
    }

    static StandardStream of(FileDescriptor descriptor) {
        return new StandardStream(new Target(new FileOutputStream(descriptor)));
    }

    /** Whether what was written failed because its reader has gone, as {@code head} does when it has enough. */
    static boolean isUnread(PrintStream stream) {
        return stream instanceof StandardStream standard && standard.target.why.contains("Broken pipe");
    }

    private static final class Target extends FilterOutputStream {
        private String why = "";

        Target(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            try {
                out.write(bytes, from, length);
            } catch (IOException e) {
                why = String.valueOf(e.getMessage());
                throw e;
            }
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }
    }
}
