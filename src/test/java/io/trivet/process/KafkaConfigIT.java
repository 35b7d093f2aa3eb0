package io.trivet.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trivet.edge.local.artifact.Artifacts;
import io.trivet.edge.local.artifact.Coordinates;
import io.trivet.edge.local.artifact.Resolution;
import io.trivet.gen.Samples;
import io.trivet.kafka.KafkaVersion;
import io.trivet.kafka.ListenerSetting;
import io.trivet.layout.PlannedTopic;
import io.trivet.layout.Role;
import io.trivet.layout.Site;
import io.trivet.plan.Plan;
import io.trivet.plan.PlannedNode;
import io.trivet.platform.Ec2Platform;
import io.trivet.stack.Description;
import io.trivet.stack.OnEc2;
import io.trivet.stack.Reading;
import io.trivet.stack.StackReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The rendered files, read by the very programs that they are for, each in a class loader of its own. */
final class KafkaConfigIT {
    private static final Path STACKS = Path.of("stacks").toAbsolutePath();
    private static final Map<KafkaVersion, URLClassLoader> KAFKA = new EnumMap<>(KafkaVersion.class);
    private static final String LOGBACK = "logback.configurationFile";
    private static URLClassLoader zooKeeper;

    @TempDir
    Path folder;

    @BeforeAll
    static void find_the_programs(@TempDir Path quiet) throws IOException {
        System.setProperty(
                LOGBACK,
                Files.writeString(quiet.resolve("logback.xml"), "<configuration/>\n")
                        .toString());
        for (KafkaVersion version : KafkaVersion.values()) {
            KAFKA.put(version, loader(Coordinates.kafka(version)));
        }
        zooKeeper = loader(Coordinates.zooKeeper(ZooKeeperServer.DEFAULT_VERSION));
    }

    @AfterAll
    static void close() throws IOException {
        System.clearProperty(LOGBACK);
        for (URLClassLoader loader : KAFKA.values()) {
            loader.close();
        }
        zooKeeper.close();
    }

    /** The example stacks with nodes of their own, the KRaft one on the older Kafka too, and random ones. */
    static Stream<Arguments> descriptions() throws IOException {
        List<Arguments> all = new ArrayList<>();
        try (Stream<Path> files = Files.list(STACKS)) {
            for (Path file : files.filter(path -> path.getFileName().toString().startsWith("Pulumi."))
                    .sorted()
                    .toList()) {
                StackReader.read(STACKS, file)
                        .ec2()
                        .ifPresent(ec2 -> all.add(Arguments.of(StackReader.stackOf(file), ec2)));
            }
        }
        all.add(Arguments.of("kraft-us-east-1 on 3.9.2", kraftOnTheOlderKafka()));
        LongStream.rangeClosed(1, 40)
                .mapToObj(Samples::of)
                .forEach(sample -> all.add(Arguments.of(sample.toString(), sample.description())));
        return all.stream();
    }

    private static Description<OnEc2> kraftOnTheOlderKafka() throws IOException {
        Path copies = Files.createTempDirectory("stacks");
        Path stack = copies.resolve("Pulumi.kraft.yaml");
        Path cluster = copies.resolve("cluster.yaml");
        try {
            Files.copy(STACKS.resolve("cluster.yaml"), cluster);
            String text = Files.readString(STACKS.resolve("Pulumi.kraft-us-east-1.yaml"));
            Files.writeString(stack, text.replace("version: 4.3.1", "version: 3.9.2"));
            Description<OnEc2> description = described(StackReader.read(copies, stack));
            assertThat(description.on().kafka().version()).isEqualTo("3.9.2");
            return description;
        } finally {
            Files.deleteIfExists(stack);
            Files.deleteIfExists(cluster);
            Files.delete(copies);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("descriptions")
    void kafka_accepts_the_file_of_every_node_and_knows_every_key_in_it(String name, Description<OnEc2> description)
            throws Exception {
        for (Site site : List.of(Site.EC2, new Site.ThisMachine(folder.toString(), false))) {
            Plan<Ec2Platform> plan = Plan.of(description, site);
            for (PlannedNode planned : plan.nodes()) {
                if (planned.node().role() != Role.ZOOKEEPER
                        && !planned.node().role().isWorker()) {
                    Properties properties =
                            loaded(plan.platform().kafka(), text(planned, "/etc/kafka/server.properties"));

                    accept(plan.platform().kafka(), properties);
                    assertThat(names(plan.platform().kafka(), "org.apache.kafka.server.config.AbstractKafkaConfig"))
                            .containsAll(
                                    withoutThoseOfTheAuthorizer(plan.platform().kafka(), properties));
                }
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("descriptions")
    void kafka_accepts_the_settings_of_every_topic_and_knows_every_key_in_them(
            String name, Description<OnEc2> description) throws Exception {
        Plan<Ec2Platform> plan = Plan.of(description, Site.EC2);
        Class<?> logConfig = load(plan.platform().kafka(), "org.apache.kafka.storage.internals.log.LogConfig");
        Method validate = Arrays.stream(logConfig.getMethods())
                .filter(method -> method.getName().equals("validate") && method.getParameterCount() == 1)
                .findFirst()
                .orElseThrow();
        for (PlannedTopic topic : plan.topics()) {
            Properties settings = new Properties();
            settings.putAll(topic.settings());

            call(validate, settings);
            List<?> names = (List<?>) call(logConfig.getMethod("configNames"));
            assertThat(settings.stringPropertyNames()).allMatch(names::contains);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("descriptions")
    void zookeeper_reads_the_file_of_every_server(String name, Description<OnEc2> description) throws Exception {
        for (PlannedNode planned : onThisMachine(description)) {
            Object config = parse(planned, new TreeMap<>());

            Class<?> type = config.getClass();
            assertThat(type.getMethod("getServerId").invoke(config))
                    .isEqualTo((long) planned.node().id());
            assertThat(type.getMethod("getClientPortAddress").invoke(config))
                    .hasToString("/" + planned.node().address() + ":2181");
            assertThat((Map<?, ?>) type.getMethod("getServers").invoke(config))
                    .hasSize(description.on().zookeeper().orElseThrow().nodes());
        }
    }

    @Test
    void zookeeper_knows_every_setting_that_may_be_described() throws Exception {
        Map<String, Object> settings = new TreeMap<>();
        for (String key : ZooKeeperSettings.known()) {
            settings.put(
                    key,
                    List.of(
                                    ZooKeeperSettings.DEFAULTS.getOrDefault(key, "7"),
                                    "false",
                                    "3",
                                    "gz",
                                    "org.apache.zookeeper.server.NIOServerCnxnFactory",
                                    "org.apache.zookeeper.server.watch.WatchManager")
                            .stream()
                            .filter(value -> ZooKeeperSettings.check(key, value).isEmpty())
                            .findFirst()
                            .orElseThrow());
        }
        // Less than a session may not be allowed to be more.
        settings.put("maxSessionTimeout", "40000");
        settings.put("localSessionsEnabled", "false");
        settings.put("syncEnabled", "true");
        Description<OnEc2> description = LongStream.rangeClosed(1, 100)
                .mapToObj(Samples::of)
                .filter(sample -> sample.nodes("zookeeper") == 3)
                .findFirst()
                .orElseThrow()
                .with("zookeeper.settings", settings)
                .description();
        Map<String, String> passedOn = new TreeMap<>();

        parse(onThisMachine(description).get(0), passedOn);

        // What QuorumPeerConfig does not read itself it hands to the rest of ZooKeeper as a system property; the
        // servers,
        // which it does read, as well.
        String constants = constants(zooKeeper.getURLs()[0]);
        passedOn.keySet().removeIf(property -> property.startsWith("zookeeper.server."));
        assertThat(passedOn).containsKey("zookeeper.admin.enableServer");
        assertThat(passedOn.keySet())
                .allSatisfy(property ->
                        assertThat(constants.contains(property)).as(property).isTrue());
    }

    @Test
    void a_wrong_value_would_be_refused() {
        Description<OnEc2> description = Samples.of(1).description();
        Plan<Ec2Platform> plan = Plan.of(description, Site.EC2);
        PlannedNode broker = plan.nodes().get(plan.nodes().size() - 1);

        assertThatThrownBy(() -> accept(
                        plan.platform().kafka(),
                        loaded(
                                plan.platform().kafka(),
                                text(broker, "/etc/kafka/server.properties") + "num.io.threads=none\n")))
                .hasMessageContaining("num.io.threads");
        assertThatThrownBy(() -> accept(plan.platform().kafka(), new Properties()))
                .isNotNull();
    }

    private static Description<OnEc2> described(Reading reading) {
        assertThat(reading.problems().list()).isEmpty();
        return reading.ec2().orElseThrow();
    }

    private static URLClassLoader loader(Coordinates program) throws MalformedURLException {
        PrintStream progress = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        Resolution found =
                new Artifacts(Path.of("target/artifacts"), progress, false, List.of()).find(List.of(program));
        if (!(found instanceof Resolution.Success all)) {
            throw new AssertionError(found);
        }
        List<URL> urls = new ArrayList<>();
        for (Path jar : all.classPaths().get(0).jars()) {
            urls.add(jar.toUri().toURL());
        }
        return new URLClassLoader(urls.toArray(new URL[0]), ClassLoader.getPlatformClassLoader());
    }

    private static Class<?> load(KafkaVersion version, String name) throws ClassNotFoundException {
        return Class.forName(name, true, KAFKA.get(version));
    }

    /** As {@code kafka.Kafka} loads its file. */
    private Properties loaded(KafkaVersion version, String text) throws Exception {
        Path file = Files.writeString(folder.resolve("server.properties"), text);
        return (Properties) call(
                load(version, "org.apache.kafka.common.utils.Utils").getMethod("loadProps", String.class),
                file.toString());
    }

    /** As {@code kafka.Kafka} reads its settings. */
    private static void accept(KafkaVersion version, Properties properties) throws Exception {
        Method read = load(version, "kafka.server.KafkaConfig").getMethod("fromProps", Properties.class, boolean.class);
        inside(KAFKA.get(version), () -> call(read, properties, false));
    }

    /** Both programs look for further classes by way of the thread. */
    private static <T> T inside(ClassLoader loader, Callable<T> call) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            return call.call();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /**
     * What an authorizer reads itself is defined by its class alone, which these names are read of. What is set for one
     * listener is known by the name of the setting that it stands in the place of.
     */
    private static List<String> withoutThoseOfTheAuthorizer(KafkaVersion version, Properties properties)
            throws Exception {
        String authorizer = properties.getProperty("authorizer.class.name");
        List<Object> read = new ArrayList<>();
        if (authorizer != null) {
            for (Field field : load(version, authorizer).getFields()) {
                if (field.getName().endsWith("_CONFIG")) {
                    read.add(field.get(null));
                }
            }
        }
        return properties.stringPropertyNames().stream()
                .filter(name -> !read.contains(name))
                .map(ListenerSetting::base)
                .toList();
    }

    private static Collection<String> names(KafkaVersion version, String holder) throws Exception {
        Object definition = load(version, holder).getField("CONFIG_DEF").get(null);
        List<String> names = new ArrayList<>();
        ((Collection<?>) definition.getClass().getMethod("names").invoke(definition))
                .forEach(name -> names.add(name.toString()));
        return names;
    }

    private static Object call(Method method, Object... arguments) throws Exception {
        try {
            return method.invoke(null, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    private static String text(PlannedNode planned, String path) {
        return planned.files().stream()
                .filter(file -> file.path().equals(path))
                .findFirst()
                .orElseThrow()
                .text();
    }

    /** The ZooKeeper servers, with their files where they lie on this machine. */
    private List<PlannedNode> onThisMachine(Description<OnEc2> description) throws IOException {
        List<PlannedNode> servers =
                Plan.of(description, new Site.ThisMachine(folder.toString(), false)).nodes().stream()
                        .filter(planned -> planned.node().role() == Role.ZOOKEEPER)
                        .toList();
        for (PlannedNode planned : servers) {
            for (ConfigFile file : planned.files()) {
                Path path = path(planned, file.path());
                Files.createDirectories(path.getParent());
                Files.writeString(path, file.text());
            }
        }
        return servers;
    }

    private Path path(PlannedNode planned, String path) {
        return folder.resolve("nodes/" + planned.node().name() + path);
    }

    /** What ZooKeeper makes of the file of a server, and the system properties that it sets. */
    private Object parse(PlannedNode planned, Map<String, String> passedOn) throws Exception {
        Properties before = (Properties) System.getProperties().clone();
        try {
            Class<?> type = Class.forName("org.apache.zookeeper.server.quorum.QuorumPeerConfig", true, zooKeeper);
            Object config = type.getConstructor().newInstance();
            String file = path(planned, "/etc/zookeeper/zoo.cfg").toString();
            inside(zooKeeper, () -> type.getMethod("parse", String.class).invoke(config, file));
            for (String name : System.getProperties().stringPropertyNames()) {
                if (name.startsWith("zookeeper.") && !before.containsKey(name)) {
                    passedOn.put(name, System.getProperty(name));
                }
            }
            return config;
        } finally {
            System.setProperties(before);
        }
    }

    /** Every string that the classes of a jar hold. */
    private static String constants(URL jar) throws Exception {
        StringBuilder text = new StringBuilder();
        try (JarFile file = new JarFile(Path.of(jar.toURI()).toFile())) {
            for (JarEntry entry : file.stream()
                    .filter(each -> each.getName().endsWith(".class"))
                    .toList()) {
                try (InputStream in = file.getInputStream(entry)) {
                    text.append(new String(in.readAllBytes(), StandardCharsets.ISO_8859_1));
                }
            }
        }
        return text.toString();
    }
}
