package io.trivet.platform.ec2.rule;

import io.trivet.kafka.ConnectorCatalogue;
import io.trivet.kafka.MeantValue;
import io.trivet.kafka.Setting;
import io.trivet.kafka.SettingType;
import io.trivet.kafka.WorkerCatalogue;
import io.trivet.layout.PlannedConnector;
import io.trivet.platform.PlatformRule;
import io.trivet.problem.Words;
import io.trivet.stack.Connector;
import io.trivet.stack.OnEc2;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The settings of a connector, as far as Connect itself reads them: of its own settings a connector tells when it is
 * asked.
 *
 * <p>Source: {@code ConnectorConfig}, {@code SourceConnectorConfig}, {@code SinkConnectorConfig},
 * {@code TopicCreationConfig} and {@code Plugins.newConverter} of 3.9.2 and 4.3.1.
 */
final class ConnectorSettings {
    private static final String PROVIDERS = "config.providers";
    private static final List<String> CHAINS = List.of("transforms", "predicates");
    private static final List<String> CONVERTERS = List.of("key.converter", "value.converter", "header.converter");
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([A-Za-z0-9_-]+):[^}]*}");
    private static final String WHERE = "${file:/etc/kafka-secrets/orders.properties:password}";

    private final Ec2Subject subject;
    private final ConnectorCatalogue known;
    private final OnEc2.Connect connect;
    private final String path;
    private final Connector connector;

    ConnectorSettings(
            Ec2Subject subject, ConnectorCatalogue known, OnEc2.Connect connect, String path, Connector connector) {
        this.subject = subject;
        this.known = known;
        this.connect = connect;
        this.path = path;
        this.connector = connector;
    }

    void check() {
        connector.settings().forEach(this::setting);
        for (String chain : CHAINS) {
            for (String alias : aliases(chain)) {
                if (!connector.settings().containsKey(chain + "." + alias + ".type")) {
                    subject.error(Ec2Rule.CONNECTOR_SETTING, at(chain), alias + ", of which no class is described")
                            .must("have one, or Connect refuses the connector")
                            .mend("write " + chain + "." + alias + ".type, or remove " + alias);
                }
            }
        }
    }

    private String at(String name) {
        return path + ".settings." + name;
    }

    private List<String> aliases(String list) {
        return List.of(connector.settings().getOrDefault(list, "").strip().split("\\s*,\\s*")).stream()
                .filter(alias -> !alias.isEmpty())
                .toList();
    }

    private void setting(String name, String value) {
        Optional<String> instead = PlannedConnector.instead(name, connector);
        Optional<Setting> setting = known.setting(name);
        if (instead.isPresent()) {
            subject.error(PlatformRule.SETTING_OWNED, at(name), "described")
                    .must("be left out: it follows from the other keys of the connector")
                    .mend(instead.get());
        } else if (value.equals(Connector.HIDDEN)
                || setting.filter(one -> one.type() == SettingType.PASSWORD).isPresent() && !isReference(value)) {
            subject.error(Ec2Rule.SETTING_SECRET, at(name), "a secret")
                    .must("not hold one: whatever is described is shown in previews, files and state")
                    .mend("write where it stands, by a provider of the workers, as " + WHERE);
        } else if (isReference(value)) {
            provider(name, value);
        } else if (setting.isPresent()) {
            value(setting.get(), name, value);
        } else {
            other(name, value);
        }
    }

    private static boolean isReference(String value) {
        return REFERENCE.matcher(value).find();
    }

    /** What a connector makes of such a text itself is its own matter, so that only a whole reference is judged. */
    private void provider(String name, String value) {
        Matcher reference = REFERENCE.matcher(value.strip());
        String providers = connect.settings().getOrDefault(PROVIDERS, "");
        if (reference.matches()
                && !List.of(providers.strip().split("\\s*,\\s*")).contains(reference.group(1))) {
            String alias = reference.group(1);
            subject.error(Ec2Rule.CONNECTOR_UNREAD, at(name), "a reference to the provider " + alias)
                    .must("be to one in " + PROVIDERS
                            + " of connect.settings: workers hand others on as they are written")
                    .mend("write " + PROVIDERS + ": " + (providers.isBlank() ? "" : providers.strip() + ",") + alias
                            + " there, and " + PROVIDERS + "." + alias + ".class");
        }
    }

    private void value(Setting setting, String name, String value) {
        Optional<String> wrong = setting.check(value);
        if (wrong.isPresent()) {
            String fallback = setting.fallback().text();
            subject.error(Ec2Rule.CONNECTOR_SETTING, at(name), value)
                    .must(wrong.get())
                    .mend("write " + MeantValue.of(setting, value).orElse("such a value") + ", or remove it"
                            + (fallback.isEmpty() ? "" : " to get " + fallback));
        } else if (CONVERTERS.contains(name)) {
            brought(name, value, WorkerCatalogue.of(known.version()).classes().getOrDefault(name, List.of()));
        }
    }

    private void brought(String name, String value, List<String> classes) {
        boolean named =
                classes.stream().anyMatch(one -> one.equals(value.strip()) || one.endsWith("." + value.strip()));
        if (!named && connect.plugins().isEmpty()) {
            subject.error(Ec2Rule.CONNECTOR_CLASS, at(name), value)
                    .must("be a class that Kafka " + known.version() + " brings, or one of a plugin in connect.plugins")
                    .mend(Words.nearest(value.strip(), classes)
                            .map(nearest -> "write " + nearest)
                            .orElse("describe the plugin that has it"));
        }
    }

    private void other(String name, String value) {
        Optional<String> chain =
                CHAINS.stream().filter(one -> name.startsWith(one + ".")).findFirst();
        Optional<String> converter =
                CONVERTERS.stream().filter(one -> name.startsWith(one + ".")).findFirst();
        Optional<String> group = ConnectorCatalogue.createdGroup(name);
        if (chain.isPresent()) {
            ofChain(chain.get(), name, value);
        } else if (converter.isPresent()) {
            if (!connector.settings().containsKey(converter.get())) {
                subject.error(Ec2Rule.CONNECTOR_UNREAD, at(name), "without " + converter.get())
                        .must(
                                "stand beside " + converter.get()
                                        + ": a connector without a converter of its own gets that of the workers, with their settings")
                        .mend("write " + converter.get() + " beside it, or remove it");
            }
        } else if (group.isPresent()) {
            created(group.get(), name);
        } else {
            misspelt(name, value);
        }
    }

    private void ofChain(String chain, String name, String value) {
        String rest = name.substring(chain.length() + 1);
        String alias = rest.replaceFirst("\\..*", "");
        List<String> aliases = aliases(chain);
        if (!aliases.contains(alias)) {
            subject.error(Ec2Rule.CONNECTOR_UNREAD, at(name), "of " + alias + ", which is not in " + chain)
                    .must("be of one that stands in " + chain + ", which makes Connect read it")
                    .mend(Words.nearest(alias, aliases)
                            .map(nearest -> "write " + chain + "." + nearest + rest.substring(alias.length())
                                    + ", or remove it")
                            .orElse("add " + alias + " to " + chain + ", or remove it"));
        } else if (rest.equals(alias + ".type")) {
            brought(name, value, known.classes().getOrDefault(chain, List.of()));
        } else if (rest.equals(alias + ".predicate")
                && chain.equals("transforms")
                && !aliases("predicates").contains(value.strip())) {
            subject.error(Ec2Rule.CONNECTOR_SETTING, at(name), value)
                    .must("be one that stands in predicates, or Connect refuses the connector")
                    .mend(Words.nearest(value.strip(), aliases("predicates"))
                            .map(nearest -> "write " + nearest)
                            .orElse("add it to predicates, or remove it"));
        }
    }

    private void created(String group, String name) {
        if (!group.equals("default") && !aliases("topic.creation.groups").contains(group)) {
            subject.error(
                            Ec2Rule.CONNECTOR_UNREAD,
                            at(name),
                            "of the group " + group + ", which is not in topic.creation.groups")
                    .must("be of one that stands there, or of default")
                    .mend("add " + group + " to topic.creation.groups, or remove it");
        } else if (!known.isOfCreation(name)) {
            subject.error(Ec2Rule.CONNECTOR_SETTING, at(name), "the unknown setting " + name)
                    .must("be include, exclude, partitions, replication.factor or a setting of topics")
                    .mend("correct it, or remove it");
        }
    }

    private void misspelt(String name, String value) {
        Optional<String> meant = known.meant(name);
        String mend = meant.map(nearest -> connector.settings().containsKey(nearest)
                        ? "remove it: " + nearest + " stands beside it"
                        : "write " + nearest + ": " + value + ", or remove it")
                .orElse("remove it");
        if (known.isOwn(name)) {
            subject.error(Ec2Rule.CONNECTOR_SETTING, at(name), "the unknown setting " + name)
                    .must("be one that Connect of Kafka " + known.version() + " knows: only it reads what begins so")
                    .mend(mend);
        } else if (meant.isPresent()) {
            subject.warning(Ec2Rule.CONNECTOR_SPELLING, at(name), name)
                    .must("be " + meant.get() + " where Connect is to read it; as it is written only the connector can")
                    .mend(mend);
        }
    }
}
