package io.trivet.edge.local.artifact;

import io.trivet.problem.Place;
import io.trivet.problem.Problem;
import java.io.IOException;
import java.util.List;

/** The problems of a search for artifacts that are not about a repository. */
final class ArtifactsProblem {
    private static final String AGAIN = "then run the same command again; what was fetched before is kept";

    private ArtifactsProblem() {}

    /** This machine cannot keep what it must. */
    static Problem local(String place, IOException e) {
        String text = String.valueOf(e.getMessage());
        if (isDiskFull(text)) {
            return diskFull(place);
        }
        return Problem.error(
                "artifact-failed",
                Place.ofPath(place),
                "not written (" + oneLine(text) + ")",
                "be writable, to keep the list of artifacts",
                "check the owner and the rights of " + place + ", " + AGAIN);
    }

    static Problem diskFull(String place) {
        return Problem.error(
                "artifact-disk-full",
                Place.ofPath(place),
                "not written (the disk is full)",
                "be written once; all artifacts together need about 120 MB",
                "free space on the disk of the local Maven repository, " + AGAIN);
    }

    static boolean isDiskFull(String message) {
        return message.contains("No space left on device") || message.contains("Disk quota exceeded");
    }

    /** The process that fetches ended without a word that it should have said. */
    static Problem silent(String title, int exitCode, List<String> lastWords) {
        return Problem.error(
                "artifact-failed",
                Place.ofPath(title),
                "not fetched (its process ended with code " + exitCode
                        + (lastWords.isEmpty() ? "" : ": " + oneLine(String.join(" / ", lastWords))) + ")",
                "be fetched once",
                "run the same command again");
    }

    static String again() {
        return AGAIN;
    }

    static String oneLine(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }
}
