package io.trivet.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.trivet.edge.local.artifact.ClassPath;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Bounds that only a started server has, against started servers of each version. */
final class StartOnlyIT {
    /** A busy machine starts a server in several seconds. */
    private static final String TO_START = "60 ";

    /** What is refused for want of an answer has none, however long one waits. */
    private static final String TO_BE_REFUSED = "8 ";

    /** A server that does not start takes its time: of so many rows one is tried, and all of them by bench/starts. */
    private static final int PART = Integer.getInteger("starts.part", 8);

    private static final int SEED = Integer.getInteger("seed", 14);

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void a_server_starts_up_to_each_bound_and_not_beyond(KafkaVersion version) throws Exception {
        List<String> wrong = new ArrayList<>();
        try (Servers servers = new Servers(KafkaJars.classPath(version))) {
            List<StartOnly> rows = StartOnly.of(version);
            for (int at = SEED % PART; at < rows.size(); at += PART) {
                StartOnly row = rows.get(at);
                String kind = row.topic() ? "topic " : "broker ";
                String within = servers.ask(TO_START + kind + row.name() + " " + row.serves());
                if (!within.equals("starts")) {
                    wrong.add(row.name() + "=" + row.serves() + " " + within);
                }
                if (row.tried()
                        && servers.ask(TO_BE_REFUSED + kind + row.name() + " " + row.beyond())
                                .equals("starts")) {
                    wrong.add(row.name() + "=" + row.beyond() + " starts");
                }
            }
        }

        assertThat(wrong).isEmpty();
    }

    /** A JVM with servers, and another when one has ended it. */
    private final class Servers implements AutoCloseable {
        private final ClassPath kafka;
        private Process process;
        private PrintWriter questions;
        private BufferedReader answers;

        Servers(ClassPath kafka) throws IOException {
            this.kafka = kafka;
            start();
        }

        private void start() throws IOException {
            List<String> jars = new ArrayList<>(List.of("target/test-classes"));
            kafka.jars().forEach(jar -> jars.add(jar.toString()));
            process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx900m",
                            "-XX:TieredStopAtLevel=1",
                            "-Dlog4j.configuration=io/trivet/kafka/silent.properties",
                            "-Dlog4j2.configurationFile=io/trivet/kafka/silent2.properties",
                            "-cp",
                            String.join(":", jars),
                            StartedServer.class.getName(),
                            folder.toString())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            questions = new PrintWriter(process.getOutputStream(), true, StandardCharsets.UTF_8);
            answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        }

        String ask(String question) throws IOException, InterruptedException {
            questions.println(question);
            String answer = answers.readLine();
            if (!"starts".equals(answer)) {
                process.waitFor();
                start();
            }
            return answer == null ? "ends without a word" : answer;
        }

        @Override
        public void close() throws InterruptedException {
            questions.close();
            process.waitFor();
        }
    }
}
