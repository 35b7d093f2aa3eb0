package io.trivet.sink;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.common.config.types.Password;
import org.jspecify.annotations.Nullable;

/**
 * What the sink is told, read and judged.
 *
 * @param indices the index of each topic that is not written to the one of its own name
 * @param batch when a request is full
 * @param inFlight requests of a task that OpenSearch answers at the same time
 * @param retries attempts without any progress after which a task fails; endless when empty
 */
record SinkSettings(
        Login login,
        SortedMap<String, String> indices,
        DocumentId documentId,
        WriteOperation operation,
        NullValues nullValues,
        BatchSize batch,
        int inFlight,
        Retries retries) {

    /**
     * How a task comes to OpenSearch.
     *
     * @param authorities a PEM file of those that sign certificates of OpenSearch; those that Java knows when empty
     * @param timeout for the answer to one request
     */
    record Login(List<URI> nodes, Optional<User> user, Optional<Path> authorities, Duration timeout) {
        Login {
            nodes = List.copyOf(nodes);
        }
    }

    /** A user of OpenSearch; the password is not printed. */
    record User(String name, Password password) {}

    /**
     * @param operations documents in a request, at most
     * @param bytes of a request, at most, but for one document that alone has more
     * @param linger after which a request is sent although it is not full
     */
    record BatchSize(int operations, int bytes, Duration linger) {}

    /** @param most in a row, without any progress; endless when empty */
    record Retries(Optional<Integer> most, Backoff backoff) {}

    private static final String URL = "connection.url";
    private static final String USERNAME = "connection.username";
    private static final String PASSWORD = "connection.password";
    private static final String AUTHORITIES = "connection.authorities";
    private static final String TIMEOUT = "request.timeout.ms";
    private static final String INDICES = "topic.indices";
    private static final String DOCUMENT_ID = "document.id";
    private static final String OPERATION = "write.operation";
    private static final String NULL_VALUES = "null.values";
    private static final String BATCH_RECORDS = "batch.records";
    private static final String BATCH_BYTES = "batch.bytes";
    private static final String LINGER = "linger.ms";
    private static final String IN_FLIGHT = "max.in.flight.requests";
    private static final String RETRIES = "max.retries";
    private static final String BACKOFF = "retry.backoff.ms";
    private static final String BACKOFF_MAX = "retry.backoff.max.ms";

    /** Nodes take requests of up to 100 MB where {@code http.max_content_length} does not say otherwise. */
    private static final int LARGEST_REQUEST = 100 << 20;

    private static final Pattern ENTRY = Pattern.compile("([^:\\s]+)\\s*:\\s*([^:\\s]+)");
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127\\.[0-9.]+|\\[::1]");

    /** Each setting with its default, its bounds and its reason. */
    static final ConfigDef DEFINITION = new ConfigDef()
            .define(
                    URL,
                    Type.LIST,
                    ConfigDef.NO_DEFAULT_VALUE,
                    ConfigDef.LambdaValidator.with(
                            SinkSettings::judgeUrls, () -> "one or more of http://host:port, https://host:port"),
                    Importance.HIGH,
                    "Nodes of OpenSearch, separated by commas, as https://node1:9200. Requests go to each in turn, and"
                            + " pass over one that does not answer.")
            .define(
                    USERNAME,
                    Type.STRING,
                    "",
                    Importance.HIGH,
                    "The user that writes, by basic authentication. Without one none is named.")
            .define(
                    PASSWORD,
                    Type.PASSWORD,
                    "",
                    Importance.HIGH,
                    "The password of that user: a reference to a config provider of the workers, never the password"
                            + " itself. It is sent over https alone, and over http to this machine.")
            .define(
                    AUTHORITIES,
                    Type.STRING,
                    "",
                    Importance.MEDIUM,
                    "A PEM file on the workers with the certificates of those that sign for OpenSearch. Without one it"
                            + " is those that Java knows. The name in the certificate must be that of the node.")
            .define(
                    TIMEOUT,
                    Type.INT,
                    30_000,
                    Range.between(1000, 240_000),
                    Importance.LOW,
                    "How long an answer may take before the request is sent again, in milliseconds. A task that gives"
                            + " its partitions up waits so long for what it has sent, so it must stay below"
                            + " max.poll.interval.ms of its consumer, which is 5 minutes.")
            .define(
                    INDICES,
                    Type.LIST,
                    "",
                    ConfigDef.LambdaValidator.with(
                            SinkSettings::judgeIndices, () -> "topic:index, separated by commas, each topic once"),
                    Importance.MEDIUM,
                    "Which topic goes to which index, as orders:shop-orders. Any other topic goes to the index of its"
                            + " own name in lower case.")
            .define(
                    DOCUMENT_ID,
                    Type.STRING,
                    "position",
                    oneOf(DocumentId.values()),
                    Importance.HIGH,
                    "What names a document: position, for <topic>-<partition>-<offset>, so that a record is one"
                            + " document however often it is delivered; or key, for the key of the record, so that a"
                            + " document is what the newest record of its key says.")
            .define(
                    OPERATION,
                    Type.STRING,
                    "index",
                    oneOf(WriteOperation.values()),
                    Importance.HIGH,
                    "What is done with a document that is there: index replaces it, create leaves it as it is and takes"
                            + " that for done (data streams take nothing else), upsert sets the fields that the record"
                            + " has.")
            .define(
                    NULL_VALUES,
                    Type.STRING,
                    "fail",
                    oneOf(NullValues.values()),
                    Importance.MEDIUM,
                    "What a record without a value does: fail hands it to the dead letters, or fails the task where"
                            + " there are none; ignore passes over it; delete takes away the document of its key, and"
                            + " wants document.id=key.")
            .define(
                    BATCH_RECORDS,
                    Type.INT,
                    1000,
                    Range.between(1, 100_000),
                    Importance.MEDIUM,
                    "Documents in a request, at most.")
            .define(
                    BATCH_BYTES,
                    Type.INT,
                    5 << 20,
                    Range.between(1024, LARGEST_REQUEST),
                    Importance.MEDIUM,
                    "Bytes of a request, at most; a larger document goes alone. OpenSearch advises 5 to 15 MiB, and"
                            + " refuses more than http.max_content_length, 100 MB.")
            .define(
                    LINGER,
                    Type.INT,
                    500,
                    Range.between(0, 60_000),
                    Importance.MEDIUM,
                    "After how many milliseconds a request goes out that is not full: so late is a document where few"
                            + " records arrive.")
            .define(
                    IN_FLIGHT,
                    Type.INT,
                    4,
                    Range.between(1, 64),
                    Importance.LOW,
                    "Requests of a task on their way at the same time. Two that write one document are sent one after"
                            + " the other. When all are on their way and another one is full, no more is taken from Kafka.")
            .define(
                    RETRIES,
                    Type.INT,
                    -1,
                    Range.atLeast(-1),
                    Importance.MEDIUM,
                    "How often in a row a request is sent again, without any of its documents being taken, until the"
                            + " task fails. -1 is for ever: the records wait in Kafka, where the lag of the group"
                            + " tells of it, while a failed task waits for a person.")
            .define(
                    BACKOFF,
                    Type.INT,
                    200,
                    Range.between(1, 60_000),
                    Importance.LOW,
                    "How many milliseconds pass before the first time that a request is sent again; twice as many"
                            + " before each further time. Of each, between half and the whole is taken by chance, so"
                            + " that tasks do not come back together.")
            .define(
                    BACKOFF_MAX,
                    Type.INT,
                    30_000,
                    Range.between(1, 600_000),
                    Importance.LOW,
                    "More milliseconds than these never pass before a request is sent again.");

    SinkSettings {
        indices = new TreeMap<>(indices);
    }

    /** Fails: {@code ConfigException}, for a value that cannot be, and for all conflicts between settings at once. */
    static SinkSettings of(Map<String, String> given) {
        Map<String, String> told = new TreeMap<>(given);
        // As if they were not given, as Connect itself takes them.
        told.values().removeIf(Objects::isNull);
        AbstractConfig read = new AbstractConfig(DEFINITION, told, false);
        Map<String, String> conflicts = conflicts(read.values());
        if (!conflicts.isEmpty()) {
            throw new ConfigException(conflicts.entrySet().stream()
                    .map(conflict -> conflict.getKey() + " " + conflict.getValue())
                    .collect(Collectors.joining("; ")));
        }
        Optional<User> user = Optional.of(read.getString(USERNAME))
                .filter(name -> !name.isEmpty())
                .map(name -> new User(name, read.getPassword(PASSWORD)));
        int retries = read.getInt(RETRIES);
        return new SinkSettings(
                new Login(
                        read.getList(URL).stream().map(URI::create).toList(),
                        user,
                        Optional.of(read.getString(AUTHORITIES))
                                .filter(file -> !file.isEmpty())
                                .map(Path::of),
                        Duration.ofMillis(read.getInt(TIMEOUT))),
                indices(read.getList(INDICES)),
                value(DocumentId.values(), read.getString(DOCUMENT_ID)),
                value(WriteOperation.values(), read.getString(OPERATION)),
                value(NullValues.values(), read.getString(NULL_VALUES)),
                new BatchSize(
                        read.getInt(BATCH_RECORDS), read.getInt(BATCH_BYTES), Duration.ofMillis(read.getInt(LINGER))),
                read.getInt(IN_FLIGHT),
                new Retries(
                        retries < 0 ? Optional.empty() : Optional.of(retries),
                        new Backoff(
                                Duration.ofMillis(read.getInt(BACKOFF)), Duration.ofMillis(read.getInt(BACKOFF_MAX)))));
    }

    /** Adds what one setting asks of another to the setting that has to change, for each that is right by itself. */
    static void addConflicts(Config judged) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (ConfigValue value : judged.configValues()) {
            if (value.errorMessages().isEmpty() && value.value() != null) {
                values.put(value.name(), value.value());
            }
        }
        Map<String, String> conflicts = conflicts(values);
        for (ConfigValue value : judged.configValues()) {
            String conflict = conflicts.get(value.name());
            if (conflict != null) {
                value.addErrorMessage(value.name() + " " + conflict);
            }
        }
    }

    /** By the setting to change; of values that were read, where those are missing that cannot be. */
    private static Map<String, String> conflicts(Map<String, ?> values) {
        Map<String, String> conflicts = new TreeMap<>();
        if (is(values, NULL_VALUES, NullValues.DELETE) && is(values, DOCUMENT_ID, DocumentId.POSITION)) {
            conflicts.put(
                    NULL_VALUES,
                    "is delete but it must be fail or ignore, since with document.id=position no record names the"
                            + " document that another one wrote; to delete documents set document.id=key");
        }
        boolean named = !"".equals(values.get(USERNAME));
        boolean password =
                values.get(PASSWORD) instanceof Password given && !given.value().isEmpty();
        if (values.containsKey(USERNAME) && values.containsKey(PASSWORD) && named != password) {
            conflicts.put(
                    named ? PASSWORD : USERNAME,
                    "is missing, but " + USERNAME + " and " + PASSWORD
                            + " must be set both or neither; set the other one, too");
        }
        List<?> urls = entries(values.get(URL));
        for (Object url : urls) {
            URI node = URI.create(url.toString());
            if (password
                    && node.getScheme().equals("http")
                    && !LOOPBACK.matcher(node.getHost()).matches()) {
                conflicts.put(
                        URL,
                        "has " + url + " but it must begin with https where a password is sent, which all on the way"
                                + " could read; write https://, or take " + USERNAME + " and " + PASSWORD + " away");
            }
        }
        boolean https = urls.stream().anyMatch(url -> url.toString().startsWith("https:"));
        if (!urls.isEmpty() && !https && values.get(AUTHORITIES) instanceof String file && !file.isEmpty()) {
            conflicts.put(
                    AUTHORITIES,
                    "is set but no address in " + URL + " begins with https, so it proves nothing; write https://, or"
                            + " take it away");
        }
        if (values.get(BACKOFF) instanceof Integer first
                && values.get(BACKOFF_MAX) instanceof Integer most
                && first > most) {
            conflicts.put(
                    BACKOFF,
                    "is " + first + " but it must be at most " + most + ", which " + BACKOFF_MAX
                            + " says; lower it, or raise that");
        }
        return conflicts;
    }

    private static boolean is(Map<String, ?> values, String name, Enum<?> wanted) {
        return word(wanted).equals(values.get(name));
    }

    private static SortedMap<String, String> indices(List<String> entries) {
        SortedMap<String, String> indices = new TreeMap<>();
        for (String entry : entries) {
            var parts = ENTRY.matcher(entry);
            if (parts.matches()) {
                indices.put(parts.group(1), parts.group(2));
            }
        }
        return indices;
    }

    /** A value that is missing ConfigDef itself tells of, and asks all the same. */
    private static List<?> entries(@Nullable Object value) {
        return value instanceof List<?> entries ? entries : List.of();
    }

    private static void judgeIndices(String name, @Nullable Object value) {
        List<String> topics = new ArrayList<>();
        for (Object entry : entries(value)) {
            var parts = ENTRY.matcher(entry.toString());
            if (!parts.matches()) {
                throw new ConfigException(name, entry, "must be topic:index, as orders:shop-orders");
            }
            if (topics.contains(parts.group(1))) {
                throw new ConfigException(
                        name,
                        entry,
                        "must name each topic once, and has " + parts.group(1) + " twice; take one of them away");
            }
            topics.add(parts.group(1));
            IndexName.refusal(parts.group(2)).ifPresent(refusal -> {
                throw new ConfigException(name, entry, "must name an index that can be: " + refusal);
            });
        }
    }

    private static void judgeUrls(String name, @Nullable Object value) {
        if (value != null && entries(value).isEmpty()) {
            throw new ConfigException(name, value, "must name at least one node, as https://node1:9200");
        }
        for (Object url : entries(value)) {
            String must = refusal(url.toString());
            if (!must.isEmpty()) {
                // A password in it must not come into a log.
                throw new ConfigException(name, url.toString().replaceFirst("//[^/]*@", "//(hidden)@"), "must " + must);
            }
        }
    }

    private static String refusal(String url) {
        URI node;
        try {
            node = new URI(url);
        } catch (URISyntaxException e) {
            return "be an address, as https://node1:9200";
        }
        if (node.getRawUserInfo() != null) {
            return "have no user in it: set " + USERNAME + " and " + PASSWORD;
        }
        boolean scheme = "http".equals(node.getScheme()) || "https".equals(node.getScheme());
        boolean plain = node.getQuery() == null && node.getFragment() == null;
        boolean root = node.getPath() == null
                || node.getPath().isEmpty()
                || node.getPath().equals("/");
        return scheme && plain && root && node.getHost() != null
                ? ""
                : "begin with http:// or https:// and name a host, with its port where it is not 80 or 443, and no"
                        + " path, as https://node1:9200";
    }

    private static ConfigDef.Validator oneOf(Enum<?>... values) {
        return ConfigDef.ValidString.in(
                Arrays.stream(values).map(SinkSettings::word).toArray(String[]::new));
    }

    private static <E extends Enum<E>> E value(E[] values, String word) {
        return Arrays.stream(values)
                .filter(value -> word(value).equals(word))
                .findFirst()
                .orElseThrow(() -> new AssertionError(word));
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
