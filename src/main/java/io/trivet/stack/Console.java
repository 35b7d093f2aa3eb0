package io.trivet.stack;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** A page on which people look at the cluster, with the files that it is started with. */
public record Console(
        @Doc("Which one: akhq, kafbat, the kafka-ui of kafbat, or kafka-viewer, which shows records alone")
        Kind kind,

        @Doc("What may be done with it: read, or write, which changes topics, records and groups; read when left out")
        Optional<Access> access,

        @Doc("How people log in; may be left out where the environment begins with dev")
        Optional<Login> login,

        @Doc(
                value =
                        "How it proves who it is to the brokers: mtls, by a certificate, or scram, by a password, with security on EC2; mtls when left out",
                example = "scram")
        Optional<Security.Authentication> authentication,

        @Doc(
                value =
                        "Name with which it logs in at a service, where it is to get rights of its own there; on EC2 it is console",
                example = "sa-console")
        Optional<String> user) {
    /** As whom it comes to brokers of ours, {@code User:console}. */
    public static final String USER = "console";

    /** The programs for which there are files. */
    public enum Kind {
        AKHQ,
        KAFBAT,
        KAFKA_VIEWER
    }

    /** What may be done with it. */
    public enum Access {
        READ,
        WRITE
    }

    /** How people log in: one of the two. */
    public record Login(
            @Doc("With the password of one user, of which the console knows a hash")
            Optional<Password> password,

            @Doc("At a provider of OpenID Connect") Optional<Oidc> oidc) {}

    /** One user with a password; its hash is in the environment of the console and in no file. */
    public record Password(
            @Doc(value = "Name of the user", example = "operations")
            String user) {}

    /** A provider of OpenID Connect; the secret of its client is in the environment of the console and in no file. */
    public record Oidc(
            @Doc(
                    value = "Address of the provider, which says all else of it",
                    example = "https://login.example.com/realms/films")
            String issuer,

            @Doc(value = "As which client the console is known there", example = "kafka-console")
            String clientId,

            @Doc(value = "Role that the provider gives those who may come", example = "kafka-operators")
            String role,

            @Doc(value = "Claim of the token that lists roles; roles when left out", example = "groups")
            Optional<String> claim) {
        /** The claim that lists roles. */
        public String roles() {
            return claim.orElse("roles");
        }
    }

    /**
     * The registry of schemas that it asks, the first that it can: each program knows one, AWS Glue is known to AKHQ
     * alone, and none has a token to log in with. Empty where there is none.
     */
    public Optional<String> registry(SortedMap<String, Registry> registries) {
        return registries.entrySet().stream()
                .filter(registry -> canAsk(registry.getValue()))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private boolean canAsk(Registry registry) {
        if (registry.kind() == Registry.Kind.GLUE) {
            return kind == Kind.AKHQ;
        }
        return registry.login()
                .map(login -> login == Registry.Login.BASIC && kind != Kind.KAFKA_VIEWER)
                .orElse(true);
    }

    /** Whether it may change what it shows. */
    public boolean mayWrite() {
        return access.filter(may -> may == Access.WRITE).isPresent();
    }

    /** Whether it comes to brokers of ours with a password, and not with a certificate. */
    public boolean hasPassword() {
        return authentication
                .filter(way -> way == Security.Authentication.SCRAM)
                .isPresent();
    }
}
