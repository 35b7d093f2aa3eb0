package io.trivet.process.console;

import io.trivet.kafka.SettingDefault;
import io.trivet.problem.Words;
import io.trivet.process.ClientAccess;
import io.trivet.process.client.SchemaRegistry;
import io.trivet.stack.Console;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.regex.Pattern;

/**
 * A described console at its cluster: what it shows and how it gets there.
 *
 * @param cluster name of the cluster, by which the console calls it
 * @param described the console
 * @param access how it reaches the brokers
 * @param workers of Kafka Connect, where they are described
 * @param registries of schemas, by name
 * @param registry the one of them that it asks, if any
 * @param notes sentences for the head of its file
 */
public record ConsolePlace(
        String cluster,
        Console described,
        ClientAccess access,
        Optional<Workers> workers,
        SortedMap<String, SchemaRegistry> registries,
        Optional<String> registry,
        List<String> notes) {
    /** The variable of the hash of a password by which people log in. */
    static final String HASH = "CONSOLE_PASSWORD_HASH";

    /** The variable of the secret of the client that the console is at a provider of OpenID Connect. */
    static final String CLIENT_SECRET = "CONSOLE_CLIENT_SECRET";

    /** The variable of what AKHQ signs sessions with, 32 random characters at least. */
    static final String SESSIONS = "CONSOLE_SESSION_SECRET";

    /** The variable of the password of the two files below. */
    static final String STORES = "CONSOLE_STORE_PASSWORD";

    /** Certificate and key of the console, and the authority, in the form that asks workers: PKCS #12. */
    static final String KEYS = "console.p12";

    static final String AUTHORITY = "authority.p12";

    private static final Pattern REFERENCE = Pattern.compile("\\$\\{env:(\\w+)}");

    public ConsolePlace {
        registries = Collections.unmodifiableSortedMap(registries);
        notes = List.copyOf(notes);
    }

    /** The registry that the program asks, if it speaks the API of Confluent's. */
    Optional<SchemaRegistry> confluent() {
        return registry.map(registries::get).filter(one -> one.confluentUrl().isPresent());
    }

    /** What is told of registries; nothing where none is described. */
    List<String> ofRegistries() {
        List<String> told = new ArrayList<>();
        List<String> others = registries.keySet().stream()
                .filter(name -> !registry.equals(Optional.of(name)))
                .toList();
        if (!others.isEmpty()) {
            told.add("Of registries of schemas it knows "
                    + registry.map(name -> name + " alone, and not ").orElse("none that it can ask: not ")
                    + Words.list(others) + ".");
        }
        if (described.kind() == Console.Kind.KAFBAT
                && asksForStores()
                && confluent().isPresent()) {
            told.add("It trusts what is in " + AUTHORITY
                    + " alone: the authority of the registry belongs there, beside that of the cluster.");
        }
        return List.copyOf(told);
    }

    /**
     * The workers of Kafka Connect.
     *
     * @param group that they are, {@code connect-films}
     * @param addresses of each, {@code https://connect1.films.us-east-1.prod.internal:8083}
     * @param secured whether they ask for a certificate
     */
    public record Workers(String group, List<String> addresses, boolean secured) {
        public Workers {
            addresses = List.copyOf(addresses);
        }
    }

    /** How YAML of Micronaut and of Spring refers to a variable. */
    static String variable(String name) {
        return "${" + name + "}";
    }

    /** What reaches the brokers, as clients of Java have it; it refers to variables as YAML does. */
    Map<String, String> connection() {
        Map<String, String> connection = new LinkedHashMap<>();
        access.connection()
                .forEach((key, value) ->
                        connection.put(key, REFERENCE.matcher(value).replaceAll("\\${$1}")));
        for (SettingDefault row : access.settings()) {
            connection.putIfAbsent(row.key(), row.value());
        }
        return connection;
    }

    /** Whether people need no login. */
    boolean isOpen() {
        return described.login().isEmpty();
    }

    Optional<Console.Password> password() {
        return described.login().flatMap(Console.Login::password);
    }

    Optional<Console.Oidc> oidc() {
        return described.login().flatMap(Console.Login::oidc);
    }

    /** Whether workers ask the console for a certificate. */
    boolean asksForStores() {
        return workers.filter(Workers::secured).isPresent();
    }

    /**
     * A line for each variable of the environment that is read, but for {@code others}, which only one program needs.
     */
    List<String> variables(String ofHash, List<String> others) {
        List<String> lines = new ArrayList<>();
        if (access.isLate()) {
            lines.add(ClientAccess.BOOTSTRAP + ": addresses of the brokers, a stack output");
        }
        access.variables().forEach(name -> lines.add(name + ": " + meaning(name)));
        password().ifPresent(user -> lines.add(HASH + ": " + ofHash));
        oidc().ifPresent(client -> lines.add(CLIENT_SECRET + ": secret of the client " + client.clientId()));
        lines.addAll(others);
        registry()
                .map(registries::get)
                .ifPresent(registry -> registry.variables()
                        .forEach(name -> lines.add(
                                name + ": login at the registry " + registry().orElse(""))));
        if (asksForStores()) {
            lines.add(STORES + ": password of " + KEYS + " and " + AUTHORITY);
        }
        return lines;
    }

    private static String meaning(String variable) {
        return switch (variable) {
            case ClientAccess.USER -> "as whom it comes to the brokers";
            case ClientAccess.PASSWORD -> "with which password";
            case ClientAccess.CERTIFICATE -> "its certificate, in PEM";
            default -> "the key of it, in PEM (PKCS #8)";
        };
    }

    /** The files that lie beside where it is started. */
    List<String> besides() {
        List<String> files = new ArrayList<>();
        boolean inStore = described.kind() == Console.Kind.KAFBAT && asksForStores();
        if (!access.authority().isEmpty() && !inStore) {
            files.add(access.authority());
        }
        if (described.kind() == Console.Kind.KAFKA_VIEWER) {
            if (access.login() instanceof ClientAccess.Login.Certificate) {
                files.add(KafkaViewer.PAIR);
            }
        } else if (asksForStores()) {
            files.add(KEYS);
            files.add(AUTHORITY);
        }
        return files;
    }
}
