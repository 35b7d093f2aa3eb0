package io.trivet.edge.local.artifact;

import eu.maveniverse.maven.mima.context.Context;
import eu.maveniverse.maven.mima.context.ContextOverrides;
import eu.maveniverse.maven.mima.context.ContextOverrides.ChecksumPolicy;
import eu.maveniverse.maven.mima.context.Runtimes;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
 * The process that fetches artifacts: it reads what is wanted from its standard input, tells on its standard output how
 * far it is and where the jars are, and ends at once when its standard input does, which is when its parent is gone.
 */
public final class Fetch {
    private final OutputStream answers;

    private Fetch(OutputStream answers) {
        this.answers = answers;
    }

    /** Reads one request, answers it, ends. */
    public static void main(String[] arguments) throws IOException {
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        List<Coordinates> wanted = new ArrayList<>();
        for (String line = input.readLine(); line != null && !line.isEmpty(); line = input.readLine()) {
            wanted.add(FetchText.coordinates(line));
        }
        endWithParent(input);
        new Fetch(new FileOutputStream(FileDescriptor.out)).run(wanted);
        Runtime.getRuntime().halt(0);
    }

    private static void endWithParent(BufferedReader input) {
        Thread watch = new Thread(
                () -> {
                    try {
                        while (input.readLine() != null) {
                            // Nothing more is ever said; only the end counts.
                        }
                    } catch (IOException e) {
                        // As good as the end.
                    }
                    Runtime.getRuntime().halt(1);
                },
                "parent");
        watch.setDaemon(true);
        watch.start();
    }

    private void run(List<Coordinates> wanted) {
        FetchTransfers transfers = new FetchTransfers(this::say);
        try (Context context = Runtimes.INSTANCE.getRuntime().create(overrides(transfers))) {
            for (Coordinates program : wanted) {
                transfers.begin(program.title());
                if (!fetch(context, program)) {
                    return;
                }
                say(FetchText.answer(FetchText.DONE, program.title(), transfers.files(), transfers.bytes()));
            }
        } catch (RuntimeException e) {
            say(FetchText.failed(FetchProblem.of("Maven", e)));
        }
    }

    private boolean fetch(Context context, Coordinates program) {
        try {
            List<Path> jars = resolve(context, program);
            for (Path jar : jars) {
                FetchSum.check(jar);
            }
            jars.forEach(jar -> say(FetchText.answer(FetchText.JAR, jar.toString())));
            return true;
        } catch (FetchSum.Damaged e) {
            say(FetchText.failed(FetchProblem.damaged(e.jar())));
        } catch (RepositoryException | IOException e) {
            say(FetchText.failed(FetchProblem.of(program.title(), e)));
        }
        return false;
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

    private static ContextOverrides overrides(FetchTransfers transfers) {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("aether.connector.connectTimeout", 10_000);
        settings.put("aether.connector.requestTimeout", 60_000);
        settings.put("aether.connector.basic.threads", 8);
        settings.put("aether.dependencyCollector.impl", "bf");
        ContextOverrides.Builder builder = ContextOverrides.create()
                .withUserSettings(true)
                .ignoreArtifactDescriptorRepositories(true)
                .checksumPolicy(ChecksumPolicy.FAIL)
                .configProperties(settings)
                .transferListener(transfers);
        String repository = System.getProperty("maven.repo.local", "");
        if (!repository.isEmpty()) {
            builder.withLocalRepositoryOverride(Path.of(repository));
        }
        return builder.build();
    }

    private synchronized void say(String line) {
        try {
            answers.write(line.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            Runtime.getRuntime().halt(1);
        }
    }
}
