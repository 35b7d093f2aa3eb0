package io.trivet.revision;

import io.trivet.stack.RegularFile;
import io.trivet.stack.Texts;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The files of a folder as they were at a revision, asked of one {@code git cat-file --batch}: the working tree, the
 * index and unfinished work stay as they are.
 *
 * <p>Source: https://git-scm.com/docs/git-cat-file (batch output), gitrevisions(7) ({@code <rev>:./<path>}).
 */
public final class Revision implements Texts, AutoCloseable {
    private static final int MOST_WORDS = 4096;
    private static final int MOST_DIGITS = 15;

    private final Path folder;
    private final String name;
    private final Process git;
    private final InputStream answers;
    private final OutputStream questions;

    private Revision(Path folder, String name, Process git) {
        this.folder = folder;
        this.name = name;
        this.git = git;
        this.answers = new BufferedInputStream(git.getInputStream());
        this.questions = git.getOutputStream();
    }

    /**
     * Begins to read a revision; {@link #exists} says whether there is one.
     *
     * @param folder in a git repository, absolute
     * @param name of a commit, as git takes it: a branch, a tag, {@code HEAD~1}, a hash
     * @throws IOException where there is no git
     */
    public static Revision open(Path folder, String name) throws IOException {
        Process git = new ProcessBuilder("git", "cat-file", "--batch")
                .directory(folder.toFile())
                .start();
        return new Revision(folder, name, git);
    }

    /**
     * Whether there is such a commit.
     *
     * @throws IOException where the folder is in no git repository
     */
    public boolean exists() throws IOException {
        return !name.isBlank() && answer(name + "^{commit}").isPresent();
    }

    /** The names of what lies in a folder, beneath the one that was opened; none where it was not there. */
    public List<String> names(Path beneath) throws IOException {
        List<String> names = new ArrayList<>();
        Optional<byte[]> tree = answer(object(beneath));
        if (tree.isEmpty()) {
            return names;
        }
        // Each entry is its mode, a blank, its name, a zero byte and the 20 or 32 bytes of a hash.
        byte[] bytes = tree.get();
        int hash = hashLength();
        int at = 0;
        while (at < bytes.length) {
            int blank = indexOf(bytes, ' ', at);
            int end = indexOf(bytes, 0, blank);
            names.add(new String(bytes, blank + 1, end - blank - 1, StandardCharsets.UTF_8));
            at = end + 1 + hash;
        }
        return names;
    }

    @Override
    public String read(Path file) throws IOException {
        return new String(
                answer(object(file)).orElseThrow(() -> new NoSuchFileException(file.toString())),
                StandardCharsets.UTF_8);
    }

    private String object(Path path) {
        return name + ":./"
                + folder.relativize(path.toAbsolutePath().normalize())
                        .toString()
                        .replace('\\', '/');
    }

    private int hashLength() throws IOException {
        // A commit begins with "tree " and the hash of its tree.
        byte[] commit = answer(name + "^{commit}").orElseThrow(() -> new EOFException("no commit " + name));
        return (indexOf(commit, '\n', 0) - "tree ".length()) / 2;
    }

    private static int indexOf(byte[] bytes, int wanted, int from) {
        int at = from;
        while (at < bytes.length && bytes[at] != wanted) {
            at++;
        }
        return at;
    }

    /** The content of an object; empty when there is none of that name. */
    private Optional<byte[]> answer(String object) throws IOException {
        if (object.contains("\n")) {
            return Optional.empty();
        }
        String head;
        try {
            questions.write((object + "\n").getBytes(StandardCharsets.UTF_8));
            questions.flush();
            head = line();
        } catch (IOException e) {
            throw new IOException(lastWords().orElse(String.valueOf(e.getMessage())), e);
        }
        String[] words = head.split(" ");
        String size = words[words.length - 1];
        // "<hash> <type> <size>", or the question itself with what is wrong with it behind.
        if (words.length != 3 || head.startsWith(object + " ") || !size.matches("\\d+")) {
            return Optional.empty();
        }
        long bytes = size.length() > MOST_DIGITS ? Long.MAX_VALUE : Long.parseLong(size);
        RegularFile.refuseLonger(folder.resolve(object.substring(object.indexOf(':') + 1)), bytes);
        byte[] content = answers.readNBytes((int) bytes);
        if (answers.read() != '\n') {
            throw new EOFException("git ended while " + object + " was read");
        }
        return Optional.of(content);
    }

    /** What git said before it ended: a repository of another owner, or none at all. */
    private Optional<String> lastWords() throws IOException {
        String words = new String(git.getErrorStream().readNBytes(MOST_WORDS), StandardCharsets.UTF_8)
                .lines()
                .map(line -> line.strip().replaceFirst("^(fatal|error): ", ""))
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining(" "));
        return Optional.of(words).filter(said -> !said.isEmpty());
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        while (true) {
            int next = answers.read();
            if (next < 0) {
                throw new EOFException("git ended without an answer");
            }
            if (next == '\n') {
                return line.toString();
            }
            line.append((char) next);
        }
    }

    @Override
    public void close() {
        git.destroy();
    }
}
