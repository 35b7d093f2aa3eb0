package io.trivet.process.console;

import io.trivet.process.YamlDocument;
import io.trivet.process.client.GlueRegistry;
import io.trivet.process.client.SchemaRegistry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The file of AKHQ, which Micronaut reads: it puts in variables of the environment itself.
 *
 * <p>Micronaut's security is always on. Without it AKHQ shows only to people what a role may, and does all that its API
 * is asked for.
 *
 * <p>Source: https://github.com/tchiotludo/akhq, tag 0.25.1: {@code application.yml}, {@code Connection},
 * {@code Connect}, {@code SecurityProperties}, {@code BasicAuth}, {@code Oidc}, {@code Role}, and
 * {@code docs/docs/configuration/authentifications}; the keys of Micronaut Security 4.
 */
final class Akhq {
    /** What it calls role and group of those who may come, and the provider at which they log in. */
    private static final String OURS = "console";

    /** A group that nothing describes, which AKHQ takes for one without rights. */
    private static final String NONE = "no-roles";

    private Akhq() {}

    static String text(ConsolePlace place) {
        Map<String, Object> whole = new LinkedHashMap<>();
        whole.put("micronaut", map("security", security(place)));
        // Else anyone reads its environment and threads at port 28081.
        whole.put("endpoints", map("all", map("enabled", false), "health", map("enabled", true)));
        whole.put("akhq", map("connections", map(place.cluster(), connection(place)), "security", roles(place)));
        return ConsoleFiles.head(
                        place,
                        "finds this file by MICRONAUT_CONFIG_FILES",
                        place.variables(
                                "bcrypt of the password, beginning with $2a$",
                                List.of(ConsolePlace.SESSIONS
                                        + ": 32 random characters or more, with which sessions are signed")))
                + YamlDocument.of(whole);
    }

    private static Map<String, Object> security(ConsolePlace place) {
        Map<String, Object> security = new LinkedHashMap<>();
        security.put("enabled", true);
        security.put(
                "token",
                map(
                        "jwt",
                        map(
                                "signatures",
                                map(
                                        "secret",
                                        map(
                                                "generator",
                                                map("secret", ConsolePlace.variable(ConsolePlace.SESSIONS)))))));
        place.oidc()
                .ifPresent(oidc -> security.put(
                        "oauth2",
                        map(
                                "enabled",
                                true,
                                "clients",
                                map(
                                        OURS,
                                        map(
                                                "client-id",
                                                oidc.clientId(),
                                                "client-secret",
                                                ConsolePlace.variable(ConsolePlace.CLIENT_SECRET),
                                                "openid",
                                                map("issuer", oidc.issuer()))))));
        return security;
    }

    private static Map<String, Object> connection(ConsolePlace place) {
        Map<String, Object> connection = map("properties", place.connection());
        place.registry()
                .map(place.registries()::get)
                .ifPresent(asked -> connection.put("schema-registry", registry(asked)));
        place.workers().ifPresent(workers -> {
            Map<String, Object> connect = new LinkedHashMap<>();
            connect.put("name", workers.group());
            // It knows one address of a group, and any worker answers for all.
            connect.put("url", workers.addresses().get(0));
            if (workers.secured()) {
                connect.put("ssl-trust-store", ConsolePlace.AUTHORITY);
                connect.put("ssl-trust-store-password", ConsolePlace.variable(ConsolePlace.STORES));
                connect.put("ssl-key-store", ConsolePlace.KEYS);
                connect.put("ssl-key-store-password", ConsolePlace.variable(ConsolePlace.STORES));
            }
            connection.put("connect", List.of(connect));
        });
        return connection;
    }

    private static Map<String, Object> registry(SchemaRegistry registry) {
        if (registry instanceof GlueRegistry glue) {
            return map(
                    "type",
                    "glue",
                    // It is asked for, and nothing is asked there.
                    "url",
                    "https://glue." + glue.region() + ".amazonaws.com",
                    "glueSchemaRegistryName",
                    glue.name(),
                    "awsRegion",
                    glue.region());
        }
        Map<String, Object> asked =
                map("type", "confluent", "url", registry.confluentUrl().orElse(""));
        if (registry.login().isPresent()) {
            asked.put("basic-auth-username", ConsolePlace.variable(SchemaRegistry.USER));
            asked.put("basic-auth-password", ConsolePlace.variable(SchemaRegistry.PASSWORD));
        }
        return asked;
    }

    private static Map<String, Object> roles(ConsolePlace place) {
        Map<String, Object> security = new LinkedHashMap<>();
        security.put("default-group", place.isOpen() ? OURS : NONE);
        security.put("roles", map(OURS, role(place.described().mayWrite())));
        security.put("groups", map(OURS, List.of(map("role", OURS))));
        place.password()
                .ifPresent(password -> security.put(
                        "basic-auth",
                        List.of(map(
                                "username",
                                password.user(),
                                "password",
                                ConsolePlace.variable(ConsolePlace.HASH),
                                "passwordHash",
                                "BCRYPT",
                                "groups",
                                List.of(OURS)))));
        place.oidc()
                .ifPresent(oidc -> security.put(
                        "oidc",
                        map(
                                "enabled",
                                true,
                                "providers",
                                map(
                                        OURS,
                                        map(
                                                "label",
                                                "Log in",
                                                "groups-field",
                                                oidc.roles(),
                                                "default-group",
                                                NONE,
                                                "groups",
                                                List.of(map("name", oidc.role(), "groups", List.of(OURS))))))));
        return security;
    }

    private static List<Map<String, Object>> role(boolean mayWrite) {
        List<Map<String, Object>> role = new ArrayList<>();
        role.add(may(
                List.of(
                        "TOPIC",
                        "TOPIC_DATA",
                        "CONSUMER_GROUP",
                        "CONNECT_CLUSTER",
                        "CONNECTOR",
                        "SCHEMA",
                        "NODE",
                        "ACL"),
                List.of("READ")));
        role.add(may(List.of("TOPIC", "NODE"), List.of("READ_CONFIG")));
        if (mayWrite) {
            role.add(may(List.of("TOPIC"), List.of("CREATE", "UPDATE", "DELETE", "ALTER_CONFIG")));
            role.add(may(List.of("TOPIC_DATA"), List.of("CREATE", "UPDATE", "DELETE")));
            role.add(may(List.of("CONSUMER_GROUP"), List.of("UPDATE_OFFSET", "DELETE", "DELETE_OFFSET")));
            role.add(may(List.of("CONNECTOR"), List.of("CREATE", "DELETE", "UPDATE_STATE")));
            role.add(may(List.of("SCHEMA"), List.of("CREATE", "UPDATE", "DELETE", "DELETE_VERSION")));
        }
        return role;
    }

    private static Map<String, Object> may(List<String> resources, List<String> actions) {
        return map("resources", resources, "actions", actions);
    }

    /** A map in the order of its pairs. */
    static Map<String, Object> map(Object... pairs) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put((String) pairs[i], pairs[i + 1]);
        }
        return map;
    }
}
