package io.trivet.kafka;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Servers of one Kafka version, one after the other in a JVM of their own, since they end it when something is wrong.
 *
 * <p>For each line {@code SECONDS broker|topic NAME VALUE} of standard input it starts a broker that is its own
 * controller, makes a topic and writes a record, with that setting; and answers with a line, which is {@code starts},
 * or why not. After that the JVM ends, too. Each wait is bounded by so many seconds, as settings of Kafka itself, of
 * the server and of its clients.
 */
public final class StartedServer {
    private static final String SERVER = "kafka.server.KafkaRaftServer";
    private static final String STARTS = "starts";

    /**
     * A server starts, a client makes a topic and another writes to it, each within the patience; then one to spare.
     */
    private static final int WAITS = 4;

    private final Path folder;
    private CompletableFuture<String> ended = new CompletableFuture<>();
    private int port;
    private int patience;

    private StartedServer(Path folder) {
        this.folder = folder;
    }

    /** Reads lines until there are no more. */
    public static void main(String[] args) throws Exception {
        PrintStream answers = System.out;
        System.setOut(new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8));
        StartedServer servers = new StartedServer(Path.of(args[0]));
        servers.watchExits();
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String[] words = line.split(" ", 4);
            servers.patience = 1000 * Integer.parseInt(words[0]);
            String answer = servers.answer(words[1].equals("topic"), Map.of(words[2], words[3]));
            answers.println(answer.replaceAll("\\s+", " "));
            answers.flush();
            if (!answer.equals(STARTS)) {
                // What is left of it would be in the way of the next.
                break;
            }
        }
        Runtime.getRuntime().halt(0);
    }

    /** A thread that would end the JVM ends alone. */
    private void watchExits() throws ReflectiveOperationException {
        Class<?> exit = Class.forName("org.apache.kafka.common.utils.Exit");
        Class<?> procedure = Class.forName("org.apache.kafka.common.utils.Exit$Procedure");
        Object told = Proxy.newProxyInstance(
                StartedServer.class.getClassLoader(), new Class<?>[] {procedure}, (proxy, method, args) -> {
                    ended.complete("ends with " + args[0] + " " + args[1]);
                    throw new ThreadDeath();
                });
        exit.getMethod("setExitProcedure", procedure).invoke(null, told);
        exit.getMethod("setHaltProcedure", procedure).invoke(null, told);
    }

    private String answer(boolean topic, Map<String, String> settings) throws Exception {
        ended = new CompletableFuture<>();
        CompletableFuture<String> verdict = ended;
        Properties file = file(Files.createTempDirectory(folder, "data"));
        if (!topic) {
            file.putAll(settings);
        }
        Object[] server = new Object[1];
        run(() -> {
            try {
                server[0] = server(file);
                Class.forName(SERVER).getMethod("startup").invoke(server[0]);
                write(topic ? settings : Map.of());
                verdict.complete(STARTS);
            } catch (InvocationTargetException e) {
                verdict.complete(String.valueOf(e.getCause()));
            } catch (ExecutionException | RuntimeException e) {
                verdict.complete(String.valueOf(e));
            }
            return null;
        });
        String answer;
        try {
            answer = verdict.get((long) WAITS * patience, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            answer = "neither starts nor fails";
        }
        if (answer.equals(STARTS)) {
            run(() -> Class.forName(SERVER).getMethod("shutdown").invoke(server[0]))
                    .join(patience);
        }
        return answer;
    }

    private static Thread run(Callable<?> action) {
        Thread thread = new Thread(() -> {
            try {
                action.call();
            } catch (Exception | ThreadDeath e) {
                // A server that did not start cannot stop either.
            }
        });
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private Properties file(Path data) throws IOException, ReflectiveOperationException {
        port = free();
        int controller = free();
        Properties file = new Properties();
        file.putAll(Map.of(
                "process.roles", "broker,controller",
                "node.id", "1",
                "listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controller,
                "listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
                "controller.listener.names", "CONTROLLER",
                "controller.quorum.voters", "1@127.0.0.1:" + controller,
                "log.dirs", data.toString(),
                "log.cleaner.dedupe.buffer.size", "2097152",
                "server.max.startup.time.ms", "" + patience));
        Path format = Files.createTempFile(folder, "format", ".properties");
        try (var writer = Files.newBufferedWriter(format)) {
            file.store(writer, null);
        }
        List<String> arguments =
                List.of("format", "--config", format.toString(), "--cluster-id", "MkU3OEVBNTcwNTJENDM2Qg");
        Class.forName("kafka.tools.StorageTool")
                .getMethod("execute", String[].class, PrintStream.class)
                .invoke(null, arguments.toArray(String[]::new), System.out);
        return file;
    }

    private static Object server(Properties file) throws ReflectiveOperationException {
        Object config = Class.forName("kafka.server.KafkaConfig")
                .getMethod("fromProps", Properties.class, boolean.class)
                .invoke(null, file, false);
        Constructor<?> constructor = Class.forName(SERVER).getConstructors()[0];
        return constructor.newInstance(
                config,
                Class.forName("org.apache.kafka.common.utils.Time")
                        .getField("SYSTEM")
                        .get(null));
    }

    private static int free() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** Makes a topic and writes a record to it, as a client of the server does. */
    private void write(Map<String, String> settings) throws ExecutionException, InterruptedException {
        Properties client = new Properties();
        client.put("bootstrap.servers", "127.0.0.1:" + port);
        client.put("default.api.timeout.ms", "" + patience);
        client.put("request.timeout.ms", "" + patience / 2);
        try (Admin admin = Admin.create(client)) {
            NewTopic topic = new NewTopic("orders", 1, (short) 1).configs(settings);
            admin.createTopics(List.of(topic)).all().get();
        }
        client.remove("default.api.timeout.ms");
        client.put("delivery.timeout.ms", "" + patience);
        client.put("max.block.ms", "" + patience);
        client.put("linger.ms", "0");
        String serializer = "org.apache.kafka.common.serialization.StringSerializer";
        client.put("key.serializer", serializer);
        client.put("value.serializer", serializer);
        KafkaProducer<String, String> producer = new KafkaProducer<>(client);
        try {
            producer.send(new ProducerRecord<>("orders", "", "")).get();
        } finally {
            producer.close(Duration.ZERO);
        }
    }
}
