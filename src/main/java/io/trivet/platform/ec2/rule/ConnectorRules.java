package io.trivet.platform.ec2.rule;

import io.trivet.kafka.ConnectGroup;
import io.trivet.kafka.ConnectorCatalogue;
import io.trivet.kafka.Right;
import io.trivet.problem.Words;
import io.trivet.security.Grant;
import io.trivet.stack.Connector;
import io.trivet.stack.OnEc2;
import io.trivet.stack.User;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Connectors: how they are called, what they read and write, and whether the user of the workers may. */
final class ConnectorRules {
    private static final String PATH = "connect.connectors.";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
    private static final Pattern TOPIC = Pattern.compile("[A-Za-z0-9._-]{1,249}");
    private static final Pattern CLASS = Pattern.compile("[A-Za-z_$][\\w$]{0,200}(\\.[A-Za-z_$][\\w$]{0,200}){0,30}");
    private static final String TOPICS = "topics";
    private static final String REGEX = "topics.regex";
    private static final String GROUP = "consumer.override.group.id";

    private final Ec2Subject subject;
    private final OnEc2.Connect connect;
    private final String name;
    private final Connector connector;

    private ConnectorRules(Ec2Subject subject, OnEc2.Connect connect, String name, Connector connector) {
        this.subject = subject;
        this.connect = connect;
        this.name = name;
        this.connector = connector;
    }

    static void check(Ec2Subject subject, OnEc2.Connect connect) {
        connect.connectors()
                .forEach((name, connector) -> new ConnectorRules(subject, connect, name, connector).check());
    }

    private void check() {
        if (!NAME.matcher(name).matches()) {
            subject.error(Ec2Rule.CONNECTOR_NAME, PATH + name, name)
                    .must("be 1 to 100 letters, digits, '.', '_' and '-', and begin with a letter or a digit")
                    .mend("rename it");
        }
        connector
                .tasks()
                .filter(tasks -> tasks < 1)
                .ifPresent(tasks -> subject.error(Ec2Rule.CONNECTOR_SETTING, path("tasks"), "" + tasks)
                        .must("be at least 1")
                        .mend("leave it out to get 1; one that is to do nothing is described with state: stopped"));
        Optional<ConnectorCatalogue> catalogue = subject.version().map(ConnectorCatalogue::of);
        catalogue.ifPresent(known -> {
            className(known);
            new ConnectorSettings(subject, known, connect, PATH + name, connector).check();
        });
        if (connector.isSink()) {
            sink();
            group();
        }
        letters();
        if (subject.stack().security().isPresent()) {
            rights();
        }
    }

    private String path(String key) {
        return PATH + name + "." + key;
    }

    private void className(ConnectorCatalogue known) {
        List<String> classes = known.classes().getOrDefault("connector", List.of());
        String written = connector.className().strip();
        List<String> names = classes.stream()
                .flatMap(type -> ConnectorRules.names(type).stream())
                .toList();
        if (!CLASS.matcher(written).matches()) {
            subject.error(Ec2Rule.CONNECTOR_CLASS, path("className"), Words.quoted(written))
                    .must("be the name of a Java class, whole or its last part")
                    .mend("write it as the connector's documentation has it behind connector.class");
        } else if (!names.contains(written) && connect.plugins().isEmpty()) {
            subject.error(Ec2Rule.CONNECTOR_CLASS, path("className"), written)
                    .must("be a class that Kafka " + known.version() + " brings, or one of a plugin in connect.plugins")
                    .mend(Words.nearest(written, names)
                            .map(nearest -> "write " + nearest)
                            .orElse("describe the plugin that has it, or write one of " + Words.list(classes)));
        }
    }

    /** Workers know a class by its whole name, and by its last part with and without what it is. */
    private static List<String> names(String type) {
        String simple = type.substring(type.lastIndexOf('.') + 1);
        return List.of(type, simple, simple.replaceFirst("Connector$", ""));
    }

    private void sink() {
        SortedMap<String, String> settings = connector.settings();
        boolean listed = settings.containsKey(TOPICS);
        boolean matched = settings.containsKey(REGEX);
        if (listed == matched) {
            subject.error(
                            Ec2Rule.CONNECTOR_TOPICS,
                            path(listed ? "settings." + REGEX : "settings"),
                            listed ? "beside topics" : "without topics and without topics.regex")
                    .must("say once what the sink reads, or Connect refuses it")
                    .mend(listed ? "remove one of the two" : "write topics: with the names, and a comma between two");
        }
        if (matched) {
            regex(settings.getOrDefault(REGEX, ""));
        }
        topics().forEach(this::topic);
    }

    /** Connect calls the group of a sink as Trivet calls that of the workers, and refuses the sink then. */
    private void group() {
        String own = ConnectGroup.of(subject.description().name()).id();
        String group = connector.settings().getOrDefault(GROUP, ConnectGroup.SINKS + name);
        if (group.equals(own)) {
            subject.error(
                            Ec2Rule.CONNECTOR_NAME,
                            connector.settings().containsKey(GROUP) ? path("settings." + GROUP) : PATH + name,
                            connector.settings().containsKey(GROUP) ? group : name + ", whose group is " + group)
                    .must("have another group than the workers, which are " + own)
                    .mend(connector.settings().containsKey(GROUP) ? "remove it" : "rename the connector");
        }
    }

    private List<String> topics() {
        return List.of(connector.settings().getOrDefault(TOPICS, "").strip().split("\\s*,\\s*")).stream()
                .filter(topic -> !topic.isEmpty() && !topic.contains("${"))
                .toList();
    }

    /** Whether topics.regex takes a topic. */
    private boolean isMatched(String topic) {
        try {
            return Pattern.matches(connector.settings().getOrDefault(REGEX, ""), topic);
        } catch (PatternSyntaxException e) {
            return false;
        }
    }

    private void regex(String written) {
        try {
            Pattern.compile(written);
        } catch (PatternSyntaxException e) {
            subject.error(Ec2Rule.CONNECTOR_TOPICS, path("settings." + REGEX), Words.quoted(written))
                    .must("be a regular expression of Java: " + e.getDescription())
                    .mend("mask what is no letter with \\, or write topics");
        }
    }

    /** What sources and mirrors write need not be described, so that nothing is said where there are any. */
    private void topic(String topic) {
        List<String> described = List.copyOf(subject.description().topics().keySet());
        boolean written = subject.stack().mirrors().isPresent()
                || connect.connectors().values().stream().anyMatch(other -> !other.isSink())
                || subject.stack().deadLetterTopics().contains(topic);
        if (!described.isEmpty() && !described.contains(topic) && !written) {
            subject.warning(Ec2Rule.CONNECTOR_TOPIC, path("settings." + TOPICS), topic)
                    .must("be a described topic: no source and no mirror is described that could write another")
                    .mend(Words.nearest(topic, described)
                            .map(nearest -> "write " + nearest + ", or describe the topic")
                            .orElse("describe the topic"));
        }
    }

    private void letters() {
        Optional<String> topic = connector.deadLetterTopic(name);
        if (topic.isPresent() && !connector.isSink()) {
            subject.error(Ec2Rule.CONNECTOR_LETTERS, path("deadLetters"), "described")
                    .must("be left out: a source has no dead letters, since what it reads is not in Kafka yet")
                    .mend(
                            "remove it; with errors.tolerance: all and errors.log.enable: true in settings it goes on, and"
                                    + " writes what it leaves out into the log of its worker");
            return;
        }
        String place = path(
                connector.deadLetters().flatMap(Connector.DeadLetters::topic).isPresent()
                        ? "deadLetters.topic"
                        : "deadLetters");
        topic.filter(own -> !TOPIC.matcher(own).matches())
                .ifPresent(own -> subject.error(Ec2Rule.CONNECTOR_LETTERS, place, own)
                        .must("be a topic of 1 to 249 letters, digits, '.', '_' and '-'")
                        .mend("write deadLetters: {topic: dead-letters}, or another"));
        topic.filter(own -> topics().contains(own) || isMatched(own))
                .ifPresent(own -> subject.error(Ec2Rule.CONNECTOR_LETTERS, place, own + ", which it reads itself")
                        .must(
                                "be another topic than the sink reads: Connect refuses one that reads its own dead letters")
                        .mend("write deadLetters: {topic: NAME} with one that it does not read"));
        boolean drops = connector
                        .settings()
                        .getOrDefault("errors.tolerance", "")
                        .strip()
                        .equals("all")
                && topic.isEmpty()
                && !connector
                        .settings()
                        .getOrDefault("errors.log.enable", "")
                        .strip()
                        .equalsIgnoreCase("true");
        if (drops) {
            subject.warning(Ec2Rule.CONNECTOR_DROPS, path("settings.errors.tolerance"), "all")
                    .must("stand beside a place for what is left out, or nothing tells which records are missing")
                    .mend(
                            connector.isSink()
                                    ? "remove it, and write deadLetters: {}; or write errors.log.enable: true beside it"
                                    : "write errors.log.enable: true beside it, or remove it");
        }
    }

    private void rights() {
        Optional<User> user = Optional.ofNullable(subject.stack().users().get(ConnectGroup.USER));
        SortedMap<String, List<Right>> topics = user.map(User::topics).orElseGet(TreeMap::new);
        if (connector.isSink()) {
            topics().stream()
                    .filter(topic -> !may(topics, Grant.Kind.TOPIC, topic, Right.READ))
                    .forEach(topic -> right(TOPICS, topic, "read", "topics: {" + topic + ": [read]}"));
            SortedMap<String, List<Right>> groups = user.map(User::groups).orElseGet(TreeMap::new);
            Optional.ofNullable(connector.settings().get(GROUP))
                    .filter(group ->
                            !group.startsWith(ConnectGroup.SINKS) && !may(groups, Grant.Kind.GROUP, group, Right.READ))
                    .ifPresent(group -> right(GROUP, "group " + group, "read", "groups: {" + group + ": [read]}"));
        } else if (topics.values().stream().noneMatch(rights -> rights.contains(Right.WRITE))) {
            subject.warning(Ec2Rule.CONNECTOR_RIGHTS, PATH + name, "a source")
                    .must("be let write somewhere, and users.connect may write to no topic")
                    .mend("add what it writes to users.connect, as topics: {orders: [write]}");
        }
        if (!connector.isSink() && isOfFile()) {
            Optional.ofNullable(connector.settings().get("topic"))
                    .filter(topic -> topics.values().stream().anyMatch(rights -> rights.contains(Right.WRITE))
                            && !may(topics, Grant.Kind.TOPIC, topic, Right.WRITE))
                    .ifPresent(topic -> right("topic", topic, "write", "topics: {" + topic + ": [write]}"));
        }
    }

    /** The one source of Kafka's own of which the topic is known; other sources call theirs as they like. */
    private boolean isOfFile() {
        return names("org.apache.kafka.connect.file.FileStreamSourceConnector")
                .contains(connector.className().strip());
    }

    private void right(String setting, String found, String word, String mend) {
        subject.warning(Ec2Rule.CONNECTOR_RIGHTS, path("settings." + setting), found)
                .must("be one that users.connect may " + word
                        + ": its tasks fail without the right, unless it was given" + " by hand")
                .mend("add " + mend + " to users.connect");
    }

    private static boolean may(SortedMap<String, List<Right>> described, Grant.Kind kind, String name, Right right) {
        return described.entrySet().stream()
                .anyMatch(entry -> entry.getValue().contains(right)
                        && Grant.of(kind, entry.getKey(), right).covers(name));
    }
}
