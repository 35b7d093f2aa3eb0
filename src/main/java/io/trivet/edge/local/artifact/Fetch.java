package io.trivet.edge.local.artifact;

import eu.maveniverse.maven.mima.context.Context;
import eu.maveniverse.maven.mima.context.ContextOverrides;
import eu.maveniverse.maven.mima.context.ContextOverrides.ChecksumPolicy;
import eu.maveniverse.maven.mima.context.Runtimes;
import io.trivet.problem.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.RepositoryException;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.graph.Exclusion;
import org.eclipse.aether.resolution.ArtifactResult;
import org.eclipse.aether.resolution.DependencyRequest;
import org.eclipse.aether.util.artifact.JavaScopes;
import org.eclipse.aether.util.filter.DependencyFilterUtils;
import org.eclipse.aether.util.repository.SimpleArtifactDescriptorPolicy;

/**
 * The process that fetches artifacts: it writes a list for each program, tells on its standard output how far it is and
 * on its standard error what is in the way, and ends at once when its standard input does, which is when its parent is
 * gone.
 */
final class Fetch {
    /** The exit code after which standard error holds a problem. */
    static final int FAILED = 3;

    /** What Maven's resolver is told, by the names of its settings. */
    private static final Map<String, Object> SETTINGS = new LinkedHashMap<>();

    static {
        SETTINGS.put("aether.connector.connectTimeout", 10_000);
        SETTINGS.put("aether.connector.requestTimeout", 60_000);
        SETTINGS.put("aether.connector.basic.threads", 8);
        SETTINGS.put("aether.dependencyCollector.impl", "bf");
        // Maven checks a file when it fetches it and never again. So each use holds it against the sum beside it.
        SETTINGS.put("aether.artifactResolver.postProcessor.trustedChecksums", true);
        SETTINGS.put("aether.trustedChecksumsSource.sparseDirectory", true);
        SETTINGS.put("aether.trustedChecksumsSource.sparseDirectory.basedir", ".");
        SETTINGS.put("aether.trustedChecksumsSource.sparseDirectory.originAware", false);
    }

    private final Path lists;
    private final FetchProgress progress;

    private Fetch(Path lists, FetchProgress progress) {
        this.lists = lists;
        this.progress = progress;
    }

    /** The folder of the lists, whether standard output is a terminal, and the words of each program. */
    public static void main(String[] arguments) {
        endWithParent();
        List<String> words = List.of(arguments);
        Fetch fetch =
                new Fetch(Path.of(words.get(0)), new FetchProgress(System.out, Boolean.parseBoolean(words.get(1))));
        Optional<Problem> problem = fetch.run(Coordinates.of(words.subList(2, words.size())));
        problem.ifPresent(found -> System.err.print(FetchProblem.text(found)));
        System.out.flush();
        Runtime.getRuntime().halt(problem.isPresent() ? FAILED : 0);
    }

    /** Makes this process end at once when its standard input does. */
    static void endWithParent() {
        Thread watch = new Thread(
                () -> {
                    try {
                        // Nothing is ever said; only the end counts.
                        System.in.read();
                    } catch (IOException e) {
                        // As good as the end.
                    }
                    Runtime.getRuntime().halt(1);
                },
                "parent");
        watch.setDaemon(true);
        watch.start();
    }

    /** Fetches one program after the other; the problem at which it gave up. */
    private Optional<Problem> run(List<Coordinates> wanted) {
        String place = "Maven";
        try (Context context = Runtimes.INSTANCE.getRuntime().create(overrides())) {
            for (Coordinates program : wanted) {
                place = program.title();
                progress.begin(place);
                ClassPath found = new ClassPath(program, resolve(context, program));
                try {
                    ArtifactsList.write(lists, found);
                } catch (IOException e) {
                    return Optional.of(FetchProblem.ofFile(lists, e));
                }
                progress.done();
            }
            return Optional.empty();
        } catch (RepositoryException | RuntimeException e) {
            return Optional.of(FetchProblem.of(place, e));
        } finally {
            progress.clear();
        }
    }

    private static List<Path> resolve(Context context, Coordinates program) throws RepositoryException {
        CollectRequest collect = new CollectRequest();
        collect.setRepositories(context.remoteRepositories());
        List<Exclusion> exclusions = new ArrayList<>();
        for (String excluded : program.excluded()) {
            String[] parts = excluded.split(":");
            exclusions.add(new Exclusion(parts[0], parts[1], "*", "*"));
        }
        for (String artifact : program.artifacts()) {
            collect.addDependency(new Dependency(new DefaultArtifact(artifact), JavaScopes.RUNTIME, false, exclusions));
        }
        DependencyRequest request =
                new DependencyRequest(collect, DependencyFilterUtils.classpathFilter(JavaScopes.RUNTIME));
        List<Path> jars = new ArrayList<>();
        for (ArtifactResult result : context.repositorySystem()
                .resolveDependencies(session(context), request)
                .getArtifactResults()) {
            jars.add(result.getArtifact().getFile().toPath().toAbsolutePath());
        }
        return jars;
    }

    private static RepositorySystemSession session(Context context) {
        DefaultRepositorySystemSession session = new DefaultRepositorySystemSession(context.repositorySystemSession());
        // A missing pom would silently leave out all that it asks for.
        session.setArtifactDescriptorPolicy(new SimpleArtifactDescriptorPolicy(false, false));
        return session;
    }

    private ContextOverrides overrides() {
        ContextOverrides.Builder builder = ContextOverrides.create()
                .withUserSettings(true)
                .ignoreArtifactDescriptorRepositories(true)
                .checksumPolicy(ChecksumPolicy.FAIL)
                .configProperties(SETTINGS)
                .transferListener(progress);
        String repository = System.getProperty("maven.repo.local", "");
        if (!repository.isEmpty()) {
            builder.withLocalRepositoryOverride(Path.of(repository));
        }
        return builder.build();
    }
}
