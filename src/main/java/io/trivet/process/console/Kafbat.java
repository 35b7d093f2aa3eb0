package io.trivet.process.console;

import static io.trivet.process.console.Akhq.map;

import io.trivet.process.YamlDocument;
import io.trivet.process.client.SchemaRegistry;
import io.trivet.stack.Console;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The file of kafka-ui, as kafbat goes on with it, which Spring reads: it puts in variables of the environment itself.
 *
 * <p>Roles are given to those who come from a provider only: with a login form kafka-ui asks for no role, and only
 * {@code readOnly} keeps a person from writing.
 *
 * <p>Source: https://github.com/kafbat/kafka-ui, tag v1.5.0: {@code ClustersProperties}, {@code OAuthProperties},
 * {@code OauthAuthorityExtractor}, {@code AccessControlService}, {@code RoleBasedAccessControlProperties},
 * {@code ReadOnlyModeFilter} and {@code WebClientConfigurator}; Spring Boot reference, {@code spring.security.user}.
 */
final class Kafbat {
    private static final String OURS = "console";
    private static final String ALL = ".*";

    private Kafbat() {}

    static String text(ConsolePlace place) {
        Map<String, Object> whole = new LinkedHashMap<>();
        whole.put("kafka", map("clusters", List.of(cluster(place))));
        whole.put("auth", authentication(place));
        place.password()
                .ifPresent(password -> whole.put(
                        "spring",
                        map(
                                "security",
                                map(
                                        "user",
                                        map(
                                                "name",
                                                password.user(),
                                                "password",
                                                ConsolePlace.variable(ConsolePlace.HASH))))));
        place.oidc().ifPresent(oidc -> whole.put("rbac", map("roles", List.of(role(place, oidc)))));
        return ConsoleFiles.head(
                        place,
                        "finds this file by SPRING_CONFIG_ADDITIONAL_LOCATION",
                        place.variables("{bcrypt} and behind it bcrypt of the password", List.of()))
                + YamlDocument.of(whole);
    }

    private static Map<String, Object> cluster(ConsolePlace place) {
        Map<String, String> properties = new LinkedHashMap<>(place.connection());
        Map<String, Object> cluster = new LinkedHashMap<>();
        cluster.put("name", place.cluster());
        cluster.put("bootstrapServers", properties.remove("bootstrap.servers"));
        cluster.put("readOnly", !place.described().mayWrite());
        if (place.asksForStores()) {
            // One authority is for brokers and workers, and what asks workers takes no PEM.
            properties.remove("ssl.truststore.location");
            properties.put("ssl.truststore.type", "PKCS12");
            cluster.put(
                    "ssl",
                    map(
                            "truststoreLocation",
                            ConsolePlace.AUTHORITY,
                            "truststorePassword",
                            ConsolePlace.variable(ConsolePlace.STORES)));
        }
        cluster.put("properties", properties);
        place.confluent().ifPresent(registry -> {
            cluster.put("schemaRegistry", registry.confluentUrl().orElse(""));
            if (registry.login().isPresent()) {
                cluster.put(
                        "schemaRegistryAuth",
                        map(
                                "username",
                                ConsolePlace.variable(SchemaRegistry.USER),
                                "password",
                                ConsolePlace.variable(SchemaRegistry.PASSWORD)));
            }
        });
        place.workers().ifPresent(workers -> {
            Map<String, Object> connect = new LinkedHashMap<>();
            connect.put("name", workers.group());
            connect.put("address", String.join(",", workers.addresses()));
            if (workers.secured()) {
                connect.put("keystoreLocation", ConsolePlace.KEYS);
                connect.put("keystorePassword", ConsolePlace.variable(ConsolePlace.STORES));
            }
            cluster.put("kafkaConnect", List.of(connect));
        });
        return cluster;
    }

    private static Map<String, Object> authentication(ConsolePlace place) {
        if (place.oidc().isEmpty()) {
            return map("type", place.password().isPresent() ? "LOGIN_FORM" : "DISABLED");
        }
        Console.Oidc oidc = place.oidc().get();
        return map(
                "type",
                "OAUTH2",
                "oauth2",
                map(
                        "client",
                        map(
                                OURS,
                                map(
                                        "provider",
                                        "oauth",
                                        "clientId",
                                        oidc.clientId(),
                                        "clientSecret",
                                        ConsolePlace.variable(ConsolePlace.CLIENT_SECRET),
                                        "clientName",
                                        OURS,
                                        "scope",
                                        List.of("openid", "profile"),
                                        "issuerUri",
                                        oidc.issuer(),
                                        "customParams",
                                        map("type", "oauth", "roles-field", oidc.roles())))));
    }

    private static Map<String, Object> role(ConsolePlace place, Console.Oidc oidc) {
        boolean mayWrite = place.described().mayWrite();
        List<Map<String, Object>> permissions = new ArrayList<>();
        permissions.add(map("resource", "clusterconfig", "actions", List.of("view")));
        permissions.add(map("resource", "acl", "actions", List.of("view")));
        permissions.add(may(
                "topic",
                List.of("view", "messages_read", "analysis_view", "analysis_run"),
                mayWrite,
                List.of("create", "edit", "delete", "messages_produce", "messages_delete")));
        permissions.add(may("consumer", List.of("view"), mayWrite, List.of("delete", "reset_offsets")));
        permissions.add(may("schema", List.of("view"), mayWrite, List.of("create", "edit", "delete")));
        permissions.add(may(
                "connect", List.of("view"), mayWrite, List.of("create", "edit", "operate", "delete", "reset_offsets")));
        return map(
                "name",
                OURS,
                "clusters",
                List.of(place.cluster()),
                "subjects",
                List.of(map("provider", "oauth", "type", "role", "value", oidc.role())),
                "permissions",
                permissions);
    }

    private static Map<String, Object> may(
            String resource, List<String> reading, boolean mayWrite, List<String> writing) {
        List<String> actions = new ArrayList<>(reading);
        if (mayWrite) {
            actions.addAll(writing);
        }
        return map("resource", resource, "value", ALL, "actions", actions);
    }
}
