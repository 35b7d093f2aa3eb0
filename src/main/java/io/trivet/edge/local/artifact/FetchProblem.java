package io.trivet.edge.local.artifact;

import io.trivet.problem.Place;
import io.trivet.problem.Problem;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.apache.http.client.HttpResponseException;
import org.apache.maven.settings.building.SettingsBuildingException;
import org.eclipse.aether.resolution.ArtifactResolutionException;
import org.eclipse.aether.resolution.ArtifactResult;
import org.eclipse.aether.transfer.ArtifactNotFoundException;
import org.eclipse.aether.transfer.ArtifactTransferException;
import org.eclipse.aether.transfer.ChecksumFailureException;
import org.eclipse.aether.transfer.RepositoryOfflineException;
import org.jspecify.annotations.Nullable;

/** What Maven's exceptions mean to a person. */
final class FetchProblem {
    private static final String SETTINGS = "proxy and mirror in ~/.m2/settings.xml";
    private static final String AGAIN = ", then run the same command again; what was fetched before is kept";
    private static final int LAST_WORDS = 20;

    private FetchProblem() {}

    /** The reason of a failed fetch that a person can act on. Maven's exceptions name the most telling one as cause. */
    static Problem of(String title, Exception failure) {
        List<Throwable> causes = new ArrayList<>();
        for (Throwable cause = failure; cause != null && !causes.contains(cause); cause = cause.getCause()) {
            causes.add(cause);
        }
        Optional<ArtifactTransferException> transfer = first(causes, ArtifactTransferException.class);
        String place = transfer.map(ArtifactTransferException::getArtifact)
                .map(String::valueOf)
                .orElse(title);
        String repository = transfer.map(ArtifactTransferException::getRepository)
                .map(known -> known.getUrl())
                .orElse("the Maven repository");
        if (causes.stream().anyMatch(FetchProblem::isDiskFull)) {
            return diskFull(place);
        }
        for (Throwable cause : causes) {
            if (cause instanceof ChecksumFailureException sums) {
                return transfer.isPresent()
                        ? checksum(place, sums, repository)
                        : damaged(
                                first(causes, ArtifactResolutionException.class).orElseThrow());
            }
            if (cause instanceof SettingsBuildingException) {
                return settings(cause);
            }
            if (cause instanceof RepositoryOfflineException) {
                return network(title, "offline is set in ~/.m2/settings.xml", repository);
            }
            if (isNetwork(cause)) {
                return network(title, reason(cause), repository);
            }
            if (cause instanceof HttpResponseException answer) {
                return refused(title, answer.getStatusCode(), repository);
            }
        }
        if (first(causes, ArtifactNotFoundException.class).isPresent()) {
            return missing(place, repository);
        }
        return Problem.error(
                        "artifact-failed",
                        Place.ofPath(place),
                        "not fetched (" + reason(causes.get(causes.size() - 1)) + ")")
                .must("be fetched once")
                .mend("check " + SETTINGS + AGAIN);
    }

    /** This machine cannot keep what it must. */
    static Problem ofFile(Path place, IOException e) {
        return isDiskFull(e)
                ? diskFull(place.toString())
                : Problem.error(
                                "artifact-failed",
                                Place.ofPath(place.toString()),
                                "not written (" + oneLine(e.getMessage()) + ")")
                        .must("be writable, to keep the list of artifacts")
                        .mend("check the owner and the rights of " + place + AGAIN);
    }

    /** The process that fetches ended without a word that it should have said. */
    static Problem silent(String title, int code, List<String> errors) {
        List<String> last = errors.subList(Math.max(0, errors.size() - LAST_WORDS), errors.size());
        return Problem.error(
                        "artifact-failed",
                        Place.ofPath(title),
                        "not fetched (its process ended with code " + code
                                + (last.isEmpty() ? "" : ": " + oneLine(String.join(" / ", last))) + ")")
                .must("be fetched once")
                .mend("run the same command again");
    }

    /** A problem as one process writes it for another: its parts, a line each. */
    static String text(Problem problem) {
        StringBuilder text = new StringBuilder();
        List.of(problem.id(), problem.place().path(), problem.found(), problem.must(), problem.mend())
                .forEach(part -> text.append(oneLine(part)).append('\n'));
        return text.toString();
    }

    /** The problem at the end of what was written. */
    static Problem read(List<String> lines) {
        List<String> parts = lines.subList(lines.size() - 5, lines.size());
        return Problem.error(parts.get(0), Place.ofPath(parts.get(1)), parts.get(2))
                .must(parts.get(3))
                .mend(parts.get(4));
    }

    private static Problem diskFull(String place) {
        return Problem.error("artifact-disk-full", Place.ofPath(place), "not written (the disk is full)")
                .must("be written once; all artifacts together need about 120 MB")
                .mend("free space on the disk of the local Maven repository" + AGAIN);
    }

    private static Problem damaged(ArtifactResolutionException failure) {
        Path jar = failure.getResults().stream()
                .filter(result -> !result.isResolved())
                .map(ArtifactResult::getLocalArtifactResult)
                .map(local -> local.getFile().toPath())
                .findFirst()
                .orElseThrow();
        return Problem.error(
                        "artifact-damaged",
                        Place.ofPath(jar.toString()),
                        "not the file that was fetched (its SHA-1 is not the one beside it)")
                .must("be the published file")
                .mend("delete " + jar.getParent() + ", then run the same command again");
    }

    private static Problem settings(Throwable cause) {
        return Problem.error(
                        "artifact-settings", Place.ofPath("~/.m2/settings.xml"), "not readable (" + reason(cause) + ")")
                .must("be settings that Maven reads, since they name mirrors and proxies")
                .mend("correct the file; mvn help:effective-settings shows what Maven makes of it");
    }

    private static Problem network(String place, String reason, String repository) {
        return Problem.error(
                        "artifact-network", Place.ofPath(place), "not fetched from " + repository + " (" + reason + ")")
                .must("be fetched once, before the first start")
                .mend("check the network, and " + SETTINGS + "" + AGAIN);
    }

    private static Problem checksum(String place, ChecksumFailureException sums, String repository) {
        return Problem.error(
                        "artifact-checksum",
                        Place.ofPath(place),
                        "fetched from " + repository + " with checksum " + sums.getActual())
                .must("have the published checksum " + sums.getExpected())
                .mend("run the same command again; if it stays, the mirror or proxy alters files: check " + SETTINGS);
    }

    private static Problem refused(String place, int status, String repository) {
        if (status == 401 || status == 403 || status == 407) {
            return Problem.error(
                            "artifact-denied",
                            Place.ofPath(place),
                            "refused by " + repository + " (HTTP " + status + ")")
                    .must("be readable with the rights of this user")
                    .mend("check server, " + SETTINGS + "" + AGAIN);
        }
        return network(place, "HTTP " + status, repository);
    }

    private static Problem missing(String place, String repository) {
        return Problem.error("artifact-missing", Place.ofPath(place), "not found in " + repository)
                .must("be there: this version was whole on Maven Central")
                .mend("check that the mirror in ~/.m2/settings.xml serves all of Maven Central" + AGAIN);
    }

    private static boolean isNetwork(Throwable cause) {
        return cause instanceof UnknownHostException
                || cause instanceof SocketException
                || cause instanceof InterruptedIOException
                || cause instanceof SSLException;
    }

    private static boolean isDiskFull(Throwable cause) {
        String message = String.valueOf(cause.getMessage());
        return message.contains("No space left on device") || message.contains("Disk quota exceeded");
    }

    private static String reason(Throwable cause) {
        if (cause instanceof UnknownHostException) {
            return "unknown host " + oneLine(cause.getMessage());
        }
        String line = oneLine(cause.getMessage());
        return line.equals("null")
                ? cause.getClass().getSimpleName()
                : line.substring(0, 1).toLowerCase(Locale.ROOT) + line.substring(1);
    }

    private static <T> Optional<T> first(List<Throwable> causes, Class<T> type) {
        return causes.stream().filter(type::isInstance).map(type::cast).findFirst();
    }

    private static String oneLine(@Nullable String text) {
        return String.valueOf(text).strip().replaceAll("\\s+", " ");
    }
}
