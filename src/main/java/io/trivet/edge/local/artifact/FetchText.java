package io.trivet.edge.local.artifact;

import io.trivet.problem.Place;
import io.trivet.problem.Problem;
import java.util.ArrayList;
import java.util.List;

/** What {@link Artifacts} and {@link Fetch} say to each other: lines of words with tabs between them. */
final class FetchText {
    static final String GET = "get";
    static final String JAR = "jar";
    static final String DONE = "done";
    static final String FAILED = "failed";

    private static final String MARK = "trivet";

    private FetchText() {}

    /** All programs that are wanted; an empty line ends it. */
    static String request(List<Coordinates> wanted) {
        StringBuilder text = new StringBuilder();
        for (Coordinates program : wanted) {
            text.append(String.join(
                            "\t",
                            program.name(),
                            program.version(),
                            String.join(" ", program.artifacts()),
                            String.join(" ", program.excluded())))
                    .append('\n');
        }
        return text.append('\n').toString();
    }

    /** One line of a request. */
    static Coordinates coordinates(String line) {
        String[] words = line.split("\t", -1);
        return new Coordinates(words[0], words[1], list(words[2]), list(words[3]));
    }

    /** One line of an answer. */
    static String answer(String... words) {
        List<String> line = new ArrayList<>();
        line.add(MARK);
        for (String word : words) {
            line.add(word.replaceAll("[\\t\\r\\n]+", " "));
        }
        return String.join("\t", line) + "\n";
    }

    /** The words of an answer; none for a line that a library or the JVM printed. */
    static List<String> answer(String line) {
        if (!line.startsWith(MARK + "\t")) {
            return List.of();
        }
        return List.of(line.substring(MARK.length() + 1).split("\t", -1));
    }

    static String failed(Problem problem) {
        return answer(FAILED, problem.id(), problem.place().path(), problem.found(), problem.must(), problem.mend());
    }

    static Problem problem(List<String> words) {
        return Problem.error(words.get(1), Place.ofPath(words.get(2)), words.get(3), words.get(4), words.get(5));
    }

    private static List<String> list(String words) {
        return words.isEmpty() ? List.of() : List.of(words.split(" "));
    }
}
