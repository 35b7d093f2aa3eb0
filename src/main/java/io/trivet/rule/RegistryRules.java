package io.trivet.rule;

import io.trivet.platform.Subject;
import io.trivet.problem.Words;
import io.trivet.stack.Client;
import io.trivet.stack.Description;
import io.trivet.stack.Registry;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The registries of schemas: where each is, and what its kind reads. */
final class RegistryRules {
    private static final Pattern ENTRY = Pattern.compile("[a-z0-9]([a-z0-9-]{0,58}[a-z0-9])?");
    /** Source: https://docs.aws.amazon.com/glue/latest/webapi/API_CreateRegistry.html. */
    private static final Pattern GLUE = Pattern.compile("[a-zA-Z0-9-_$#.]{1,255}");

    /** A scheme, a host, a port and a path, of characters that need no escape; no user, query or fragment. */
    private static final Pattern ADDRESS = Pattern.compile(
            "(https?)://[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(:([1-9][0-9]{0,4}))?(/[A-Za-z0-9/._~-]*)?");

    private static final String CONFLUENT_API = "/apis/ccompat/";
    private static final Pattern OWN_API = Pattern.compile("/apis/registry/v(\\d+)/?$");
    private static final List<Integer> LINES = List.of(2, 3);
    private static final int MOST_PORTS = 65_535;

    private RegistryRules() {}

    static void check(Subject subject) {
        Description<?> description = subject.description();
        SortedMap<String, String> named = new TreeMap<>();
        description.registries().forEach((entry, registry) -> {
            String path = "registries." + entry;
            if (!ENTRY.matcher(entry).matches()) {
                subject.error(CommonRule.REGISTRY_NAME, path, Words.quoted(entry))
                        .must("be 1 to 60 lower-case letters, digits and hyphens, with a letter or digit at both ends")
                        .mend("rename it, here and in the clients that name it");
            }
            keys(subject, path, registry);
            if (registry.kind() == Registry.Kind.GLUE) {
                glue(subject, path, entry, registry, named);
            } else {
                served(subject, path, registry);
            }
            used(subject, path, entry, registry);
            RegistrySchemaRules.check(subject, path, registry);
        });
    }

    /** What its kind does not read. */
    private static void keys(Subject subject, String path, Registry registry) {
        boolean glue = registry.kind() == Registry.Kind.GLUE;
        String kind = Words.of(registry.kind());
        registry.url()
                .filter(url -> glue)
                .ifPresent(url -> unread(subject, path + ".url", kind, "AWS says where it is"));
        registry.login()
                .filter(login -> glue)
                .ifPresent(login ->
                        unread(subject, path + ".login", kind, "clients log in with their role in AWS, always"));
        registry.version()
                .filter(line -> registry.kind() != Registry.Kind.APICURIO)
                .ifPresent(line -> unread(subject, path + ".version", kind, "only the lines of apicurio differ"));
        registry.name()
                .filter(name -> !glue)
                .ifPresent(name -> unread(subject, path + ".name", kind, "only AWS Glue has names for registries"));
        if (glue && !registry.schemas().isEmpty()) {
            unread(
                    subject,
                    path + ".schemas",
                    kind,
                    "they are given by the API of Confluent's, which AWS Glue does not speak; an application with"
                            + " registers: true, or aws glue create-schema, makes them there");
        }
        registry.compatibility()
                .filter(level -> !glue)
                .ifPresent(level ->
                        unread(subject, path + ".compatibility", kind, "it is said of each schema below schemas"));
    }

    private static void unread(Subject subject, String path, String kind, String why) {
        subject.error(CommonRule.REGISTRY_KEY, path, "there for kind " + kind)
                .must("be left out: " + why)
                .mend("remove it");
    }

    private static void glue(
            Subject subject, String path, String entry, Registry registry, SortedMap<String, String> named) {
        Description<?> description = subject.description();
        String name = registry.glueName(entry, description);
        String at = registry.name().isPresent() ? path + ".name" : path;
        if (!GLUE.matcher(name).matches()) {
            subject.error(CommonRule.REGISTRY_GLUE_NAME, at, Words.quoted(name))
                    .must("be 1 to 255 letters, digits, '-', '_', '$', '#' and '.'")
                    .mend(registry.name().isPresent() ? "write such a name" : "add name: with such a name");
        }
        if (description.regionOrOfZones().isEmpty()) {
            subject.error(CommonRule.REGISTRY_REGION, path + ".kind", "glue, in a stack without a region")
                    .must("have a region of AWS, in which it is made")
                    .mend("add aws:region beside trivet:cluster");
        }
        Optional.ofNullable(named.putIfAbsent(name, entry))
                .ifPresent(other -> subject.error(CommonRule.REGISTRY_TWICE, at, name + ", the name of " + other)
                        .must("be of one registry: AWS Glue has one of a name in a region")
                        .mend("write another, or remove one of the two"));
    }

    private static void served(Subject subject, String path, Registry registry) {
        if (registry.kind() == Registry.Kind.APICURIO) {
            registry.version()
                    .filter(line -> !LINES.contains(line))
                    .ifPresent(line -> subject.error(CommonRule.REGISTRY_VERSION, path + ".version", "" + line)
                            .must("be 2 or 3, the lines of Apicurio Registry")
                            .mend("write the first number of its version"));
            registry.login()
                    .filter(login -> login == Registry.Login.TOKEN)
                    .ifPresent(login -> subject.error(CommonRule.REGISTRY_LOGIN, path + ".login", "token")
                            .must("be basic: the libraries of apicurio take no token that is there already")
                            .mend("write basic, or speak to it as kind confluent, at " + CONFLUENT_API + "v7"));
        }
        if (registry.url().isEmpty()) {
            subject.error(CommonRule.REGISTRY_URL, path, "without url")
                    .must("say where it is: only kind glue is made")
                    .mend("add url: https://schemas.example.com");
            return;
        }
        String url = registry.url().get();
        Matcher address = ADDRESS.matcher(url);
        if (!address.matches()
                || Integer.parseInt(Optional.ofNullable(address.group(4)).orElse("1")) > MOST_PORTS) {
            subject.error(CommonRule.REGISTRY_URL, path + ".url", Words.quoted(url))
                    .must(
                            "be one address of https: a host, with a port and a path where it has these, and nothing behind")
                    .mend(
                            "write it as https://schemas.example.com:8081; a login is read by clients from their environment");
            return;
        }
        if (address.group(1).equals("http")) {
            plain(subject, path, registry, url);
        }
        Optional.ofNullable(address.group(5)).ifPresent(at -> api(subject, path + ".url", registry, url, at));
    }

    private static void plain(Subject subject, String path, Registry registry, String url) {
        boolean dev = subject.description().environment().startsWith("dev");
        String what = registry.login().isPresent() ? "logins and schemas" : "schemas";
        if (!dev) {
            subject.error(CommonRule.REGISTRY_PLAIN, path + ".url", url)
                    .must("be https in every environment but dev: " + what
                            + " cross the network as they are, and a changed schema is believed")
                    .mend("give the registry a certificate, and write https" + url.substring("http".length()));
        } else if (registry.login().isPresent()) {
            subject.warning(CommonRule.REGISTRY_PLAIN, path + ".url", url)
                    .must("be https where clients log in: their password crosses the network as it is")
                    .mend("write https, or use a password that is good for nothing else");
        }
    }

    /** Apicurio Registry speaks its own API and that of Confluent, each at a path. */
    private static void api(Subject subject, String path, Registry registry, String url, String text) {
        if (registry.kind() != Registry.Kind.APICURIO) {
            if (text.contains("/apis/registry")) {
                subject.error(CommonRule.REGISTRY_API, path, url)
                        .must("be where the API of Confluent is: at this path Apicurio Registry speaks its own")
                        .mend("write kind: apicurio, or the path " + CONFLUENT_API + "v7");
            }
            return;
        }
        if (text.contains(CONFLUENT_API)) {
            subject.error(CommonRule.REGISTRY_API, path, url)
                    .must("be without this path, at which Apicurio Registry speaks the API of Confluent")
                    .mend("write kind: confluent, or remove the path");
            return;
        }
        Matcher own = OWN_API.matcher(text);
        if (text.contains("/apis/") && !own.find()) {
            subject.error(CommonRule.REGISTRY_API, path, url)
                    .must("be the address of the registry; the path of its API follows from version")
                    .mend("remove what is behind the host");
        } else if (text.contains("/apis/") && !own.group(1).equals("" + registry.line())) {
            subject.error(CommonRule.REGISTRY_API, path, url)
                    .must("be of the API of version " + registry.line()
                            + (registry.version().isEmpty() ? ", which is meant when none is written" : ""))
                    .mend("remove the path, or write version: " + own.group(1));
        }
    }

    /** What a description says for nothing. */
    private static void used(Subject subject, String path, String entry, Registry registry) {
        List<Client> clients = subject.description().clients().values().stream()
                .filter(client -> client.registry().equals(Optional.of(entry)))
                .toList();
        boolean shown = subject.description()
                .console()
                .flatMap(console -> console.registry(subject.description().registries()))
                .equals(Optional.of(entry));
        if (clients.isEmpty() && !shown && registry.schemas().isEmpty() && registry.kind() != Registry.Kind.GLUE) {
            subject.warning(CommonRule.REGISTRY_IDLE, path, "named by no application")
                    .must("be the registry of one, or the one that a console shows: nothing else reads it here")
                    .mend("write registry: " + entry + " at an application, or remove it");
        }
        registry.compatibility()
                .filter(level -> registry.kind() == Registry.Kind.GLUE
                        && clients.stream().noneMatch(Client::isRegistering))
                .ifPresent(level -> subject.warning(
                                CommonRule.REGISTRY_COMPATIBILITY,
                                path + ".compatibility",
                                Words.of(level) + ", without an application that registers schemas")
                        .must("be said where schemas are made: AWS Glue keeps it with each schema, and none for a"
                                + " registry")
                        .mend("write registers: true at an application, or remove it and say it where schemas are"
                                + " registered"));
    }
}
