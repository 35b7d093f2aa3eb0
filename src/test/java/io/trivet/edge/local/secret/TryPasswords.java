package io.trivet.edge.local.secret;

import io.trivet.process.KafkaSecurity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AclBindingFilter;

/**
 * Tries to come to the listener for users with a password in right and wrong ways, a line each with what became of it:
 * {@code <folder of the stack> <host> <topic> <user> <file with a password of it>}.
 */
public final class TryPasswords {
    private TryPasswords() {}

    public static void main(String[] arguments) throws Exception {
        Path root = Path.of(arguments[0]);
        String host = arguments[1];
        String topic = arguments[2];
        String user = arguments[3];
        Secrets secrets = new Secrets(root);
        String password = Files.readString(Path.of(arguments[4]));
        String at = host + ":9096";

        TryDoors.say("in plain text", () -> TryDoors.topics(TryDoors.settings(at)));
        SortedMap<String, Object> certificate = TryDoors.settings(at);
        certificate.putAll(secrets.administrator().settings());
        TryDoors.say("with the certificate of an administrator", () -> TryDoors.topics(certificate));
        TryDoors.say("with a wrong password", () -> TryDoors.topics(login(at, secrets, user, password + "-")));
        TryDoors.say("as a user that is none", () -> TryDoors.topics(login(at, secrets, "stranger", password)));
        TryDoors.say("as the nodes", () -> TryDoors.topics(login(at, secrets, "OU=nodes", password)));
        for (String mechanism : List.of("PLAIN", "SCRAM-SHA-256")) {
            SortedMap<String, Object> other = login(at, secrets, user, password);
            other.put("sasl.mechanism", mechanism);
            other.computeIfPresent(
                    "sasl.jaas.config",
                    (key, value) -> mechanism.equals("PLAIN")
                            ? value.toString()
                                    .replace(
                                            KafkaSecurity.PASSWORDS.loginModule(),
                                            "org.apache.kafka.common.security.plain.PlainLoginModule")
                            : value);
            TryDoors.say("by " + mechanism, () -> TryDoors.topics(other));
        }
        SortedMap<String, Object> deceived = login(at, secrets, user, password);
        deceived.put(
                "ssl.truststore.location", root.resolve("other-authority.pem").toString());
        TryDoors.say("to brokers that another authority signed", () -> TryDoors.topics(deceived));
        TryDoors.say(
                "at the listener for certificates",
                () -> TryDoors.topics(login(host + ":9092", secrets, user, password)));
        SortedMap<String, Object> right = login(at, secrets, user, password);
        TryDoors.say("as an administrator", () -> {
            try (Admin asks = Admin.create(right)) {
                asks.describeAcls(AclBindingFilter.ANY).values().get();
            }
        });
        TryDoors.say("with the password", () -> TryDoors.write(right, topic));
    }

    private static SortedMap<String, Object> login(String at, Secrets secrets, String user, String password) {
        SortedMap<String, Object> settings = TryDoors.settings(at);
        settings.putAll(new TreeMap<>(KafkaSecurity.accessWithPassword(List.of(at))
                .trusting(secrets.authority().toString())
                .connection()));
        settings.computeIfPresent(
                "sasl.jaas.config",
                (key, value) -> value.toString()
                        .replace("${env:KAFKA_USERNAME}", user)
                        .replace("${env:KAFKA_PASSWORD}", password));
        return settings;
    }
}
