package io.trivet.edge.local.artifact;

import io.trivet.problem.Place;
import io.trivet.problem.Problem;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLException;
import org.apache.http.client.HttpResponseException;
import org.apache.maven.settings.building.SettingsBuildingException;
import org.eclipse.aether.collection.DependencyCollectionException;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactDescriptorException;
import org.eclipse.aether.resolution.ArtifactResolutionException;
import org.eclipse.aether.transfer.ArtifactNotFoundException;
import org.eclipse.aether.transfer.ArtifactTransferException;
import org.eclipse.aether.transfer.ChecksumFailureException;
import org.eclipse.aether.transfer.RepositoryOfflineException;

/** What Maven's exceptions mean to a person. */
final class FetchProblem {
    private static final String SETTINGS = "proxy and mirror in ~/.m2/settings.xml";

    private FetchProblem() {}

    /** The reason of a failed fetch that a person can act on: the most telling one of all that it carries. */
    static Problem of(String title, Exception failure) {
        List<Throwable> causes = all(failure);
        String place = place(title, causes);
        for (Throwable cause : causes) {
            if (ArtifactsProblem.isDiskFull(String.valueOf(cause.getMessage()))) {
                return ArtifactsProblem.diskFull(place);
            }
        }
        for (Throwable cause : causes) {
            if (cause instanceof ChecksumFailureException sums) {
                return checksum(place, sums, repository(causes));
            }
        }
        for (Throwable cause : causes) {
            if (cause instanceof SettingsBuildingException) {
                return settings(cause);
            }
            if (cause instanceof RepositoryOfflineException) {
                return network(title, "offline is set in ~/.m2/settings.xml", repository(causes));
            }
            if (isNetwork(cause)) {
                return network(title, reason(cause), repository(causes));
            }
        }
        for (Throwable cause : causes) {
            if (cause instanceof HttpResponseException answer) {
                return refused(title, answer.getStatusCode(), repository(causes));
            }
        }
        if (causes.stream().anyMatch(ArtifactNotFoundException.class::isInstance)) {
            return missing(place, repository(causes));
        }
        Throwable root = causes.get(causes.size() - 1);
        return Problem.error(
                "artifact-failed",
                Place.ofPath(place),
                "not fetched (" + reason(root) + ")",
                "be fetched once",
                "check " + SETTINGS + ", " + ArtifactsProblem.again());
    }

    static Problem damaged(Path jar) {
        return Problem.error(
                "artifact-damaged",
                Place.ofPath(jar.toString()),
                "not the file that was fetched (its SHA-1 is not the one beside it)",
                "be the published file",
                "delete " + jar.getParent() + ", then run the same command again");
    }

    private static Problem settings(Throwable cause) {
        return Problem.error(
                "artifact-settings",
                Place.ofPath("~/.m2/settings.xml"),
                "not readable (" + reason(cause) + ")",
                "be settings that Maven reads, since they name mirrors and proxies",
                "correct the file; mvn help:effective-settings shows what Maven makes of it");
    }

    private static Problem network(String place, String reason, String repository) {
        return Problem.error(
                "artifact-network",
                Place.ofPath(place),
                "not fetched from " + repository + " (" + reason + ")",
                "be fetched once, before the first start",
                "check the network, and " + SETTINGS + ", " + ArtifactsProblem.again());
    }

    private static Problem checksum(String place, ChecksumFailureException sums, String repository) {
        return Problem.error(
                "artifact-checksum",
                Place.ofPath(place),
                "fetched from " + repository + " with checksum " + sums.getActual(),
                "have the published checksum " + sums.getExpected(),
                "run the same command again; if it stays, the mirror or proxy alters files: check " + SETTINGS);
    }

    private static Problem refused(String place, int status, String repository) {
        if (status == 401 || status == 403 || status == 407) {
            return Problem.error(
                    "artifact-denied",
                    Place.ofPath(place),
                    "refused by " + repository + " (HTTP " + status + ")",
                    "be readable with the rights of this user",
                    "check server, " + SETTINGS + ", " + ArtifactsProblem.again());
        }
        return network(place, "HTTP " + status, repository);
    }

    private static Problem missing(String place, String repository) {
        return Problem.error(
                "artifact-missing",
                Place.ofPath(place),
                "not found in " + repository,
                "be there: this version was whole on Maven Central",
                "check that the mirror in ~/.m2/settings.xml serves all of Maven Central, " + ArtifactsProblem.again());
    }

    private static boolean isNetwork(Throwable cause) {
        return cause instanceof UnknownHostException
                || cause instanceof ConnectException
                || cause instanceof NoRouteToHostException
                || cause instanceof SocketTimeoutException
                || cause instanceof SocketException
                || cause instanceof SSLException
                || (cause instanceof IOException && cause.getClass().getName().startsWith("org.apache.http.conn."));
    }

    private static String reason(Throwable cause) {
        if (cause instanceof UnknownHostException) {
            return "unknown host " + ArtifactsProblem.oneLine(String.valueOf(cause.getMessage()));
        }
        String message = String.valueOf(cause.getMessage());
        if (message.equals("null")) {
            return cause.getClass().getSimpleName();
        }
        String line = ArtifactsProblem.oneLine(message);
        return line.substring(0, 1).toLowerCase(Locale.ROOT) + line.substring(1);
    }

    /** The artifact that failed, as far as it is known. */
    private static String place(String title, List<Throwable> causes) {
        for (Throwable cause : causes) {
            if (cause instanceof ArtifactTransferException transfer && transfer.getArtifact() != null) {
                return transfer.getArtifact().toString();
            }
        }
        return title;
    }

    private static String repository(List<Throwable> causes) {
        for (Throwable cause : causes) {
            if (cause instanceof ArtifactTransferException transfer) {
                RemoteRepository repository = transfer.getRepository();
                if (repository != null) {
                    return repository.getUrl();
                }
            }
        }
        return "the Maven repository";
    }

    /** The failure, all that caused it, and all that it reports besides; each once, causes after what they caused. */
    private static List<Throwable> all(Throwable failure) {
        List<Throwable> all = new ArrayList<>();
        Deque<Throwable> open = new ArrayDeque<>();
        open.add(failure);
        while (!open.isEmpty()) {
            Throwable next = open.removeFirst();
            if (all.stream().anyMatch(known -> known == next)) {
                continue;
            }
            all.add(next);
            if (next.getCause() != null) {
                open.addLast(next.getCause());
            }
            if (next instanceof ArtifactResolutionException resolution) {
                resolution.getResults().forEach(result -> open.addAll(result.getExceptions()));
            }
            if (next instanceof DependencyCollectionException collection) {
                open.addAll(collection.getResult().getExceptions());
            }
            if (next instanceof ArtifactDescriptorException descriptor && descriptor.getResult() != null) {
                open.addAll(descriptor.getResult().getExceptions());
            }
        }
        return all;
    }
}
