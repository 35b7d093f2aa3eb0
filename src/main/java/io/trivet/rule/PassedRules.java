package io.trivet.rule;

import io.trivet.kafka.Catalogue;
import io.trivet.kafka.ListenerSetting;
import io.trivet.kafka.PluginClasses;
import io.trivet.kafka.ServerClasses;
import io.trivet.kafka.Setting;
import io.trivet.kafka.TieredConflicts;
import io.trivet.platform.Section;
import io.trivet.problem.Finding;
import io.trivet.problem.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Settings that no definition of Kafka's has, and that it hands on: to one listener, to a provider of values, or to the
 * class of a plugin, which gets all that stands in the file. They are right where what reads them is described.
 *
 * <p>Source: {@code DynamicListenerConfig.ReconfigurableConfigs} and {@code ChannelBuilders} for listeners,
 * {@code AbstractConfig.instantiateConfigProviders}, {@code RemoteLogManagerConfig} for the prefixes, and
 * {@code AbstractConfig.getConfiguredInstances}, of 3.9.2 and 4.3.1.
 */
final class PassedRules {
    private static final String PROVIDERS = "config.providers";
    private static final String STORAGE = "remote.log.storage.manager.";
    private static final String METADATA = "remote.log.metadata.manager.";
    private static final String CALLBACK = "client.quota.callback.class";
    private static final String REPORTERS = "metric.reporters";

    /** What a listener has of its own besides what secures it. */
    private static final List<String> OF_LISTENERS = List.of(
            "connections.max.reauth.ms",
            "max.connection.creation.rate",
            "max.connections",
            "num.network.threads",
            "principal.builder.class");

    private static final List<String> SECURITY = List.of("ssl.", "sasl.");
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^}:]+):[^}]*}");

    private final Catalogue known;
    private final PluginClasses plugins;
    private final Section section;
    private final ClassRules classes;

    /** Whether a class of a plugin is described, which gets all that stands in the file. */
    private final boolean readers;

    /** Names of settings, and beginnings of such, that stand in the jars. */
    private final List<String> names;

    /** Of the settings of servers of one kind. */
    PassedRules(Catalogue known, PluginClasses plugins, Section section) {
        this.known = known;
        this.plugins = plugins;
        this.section = section;
        this.classes = new ClassRules(known.version(), Optional.of(plugins));
        this.readers = section.effective().keySet().stream()
                .anyMatch(key -> !foreign(known, section, key).isEmpty());
        this.names = readers ? names(plugins) : List.of();
    }

    /** Whether a setting gets its value from a described provider when the server starts: it cannot be known before. */
    boolean isProvided(String value) {
        Matcher reference = REFERENCE.matcher(value);
        while (reference.find()) {
            if (providers().contains(reference.group(1))) {
                return true;
            }
        }
        return false;
    }

    /** Whether a setting is one that Kafka hands on although a version has it in its definition. */
    boolean isAlsoPassed(String key) {
        return key.equals(PROVIDERS);
    }

    /** Whether a setting that no definition has is one that something reads, or would read. */
    boolean isPassed(String key) {
        return key.startsWith(ListenerSetting.PREFIX)
                || key.equals(PROVIDERS)
                || key.startsWith(PROVIDERS + ".")
                || key.startsWith(prefix(STORAGE))
                || key.startsWith(prefix(METADATA))
                || key.startsWith("client.quota.callback.")
                || key.startsWith("cruise.control.")
                || isReadByPlugin(key);
    }

    /** What is wrong with such a setting. */
    Optional<Finding> check(String key, String value) {
        if (key.startsWith(ListenerSetting.PREFIX)) {
            return listener(key, value);
        }
        if (key.equals(PROVIDERS)) {
            return aliases(value);
        }
        if (key.startsWith(PROVIDERS + ".")) {
            return provider(key, value);
        }
        boolean tiers = "true".equalsIgnoreCase(effective(TieredConflicts.SWITCH))
                && section.server().broker();
        if (key.startsWith(prefix(STORAGE))) {
            return tiers && !effective(STORAGE + "class.name").isEmpty()
                    ? Optional.empty()
                    : unread(
                            "the class that " + STORAGE + "class.name names",
                            "in brokers.settings, write " + STORAGE + "class.name with " + TieredConflicts.SWITCH
                                    + ": true beside it");
        }
        if (key.startsWith(prefix(METADATA))) {
            return tiers
                    ? Optional.empty()
                    : unread(
                            "the class that " + METADATA + "class.name names",
                            "in brokers.settings, write " + TieredConflicts.SWITCH + ": true beside it");
        }
        if (key.startsWith("client.quota.callback.") && effective(CALLBACK).isEmpty()) {
            return unread("the class that " + CALLBACK + " names", "write " + CALLBACK + " beside it");
        }
        if (key.startsWith("cruise.control.")
                && foreign(known, section, REPORTERS).isEmpty()) {
            return unread(
                    "the class of a plugin in " + REPORTERS,
                    "write com.linkedin.kafka.cruisecontrol.metricsreporter.CruiseControlMetricsReporter in "
                            + REPORTERS + " beside it");
        }
        return isReadByPlugin(key) ? Optional.empty() : Optional.of(misspelt(key, value));
    }

    private String effective(String key) {
        return section.effective().getOrDefault(key, "").strip();
    }

    private String prefix(String manager) {
        String described = effective(manager + "impl.prefix");
        return described.isEmpty()
                ? known.broker(manager + "impl.prefix")
                        .map(setting -> setting.fallback().text())
                        .orElse(manager)
                : described;
    }

    private static Optional<Finding> unread(String reader, String mend) {
        return Optional.of(Finding.error(CommonRule.SETTING_UNREAD, "described")
                .must("stand beside what reads it: " + reader)
                .mend(mend + ", and describe its plugin in kafka.plugins; or remove it"));
    }

    private Optional<Finding> listener(String key, String value) {
        ListenerSetting setting = ListenerSetting.of(key);
        List<String> listeners = section.server().listeners();
        if (!listeners.contains(setting.listener())) {
            return Optional.of(Finding.error(CommonRule.SETTING_UNREAD, "for the listener " + setting.listener())
                    .must("be for " + Words.list(listeners) + ", the listeners that these servers have")
                    .mend("write listener.name." + listeners.get(0) + "." + setting.setting() + ", or remove it"));
        }
        boolean own =
                OF_LISTENERS.contains(setting.setting()) || SECURITY.stream().anyMatch(setting.setting()::startsWith);
        Optional<Setting> ofAll = known.broker(setting.setting()).filter(any -> own);
        if (ofAll.isEmpty()) {
            return Optional.of(Finding.error(CommonRule.SETTING_UNREAD, "described for one listener")
                    .must("be one that a listener has of its own: " + Words.list(OF_LISTENERS))
                    .mend(
                            known.broker(setting.setting()).isPresent()
                                    ? "write " + setting.setting() + ", for all listeners"
                                    : "remove it"));
        }
        return ofAll.get()
                .check(value)
                .map(must -> Finding.error(CommonRule.SETTING_VALUE, value)
                        .must(must)
                        .mend("write such a value, or remove it"))
                .or(() -> classes.check(key, value));
    }

    private List<String> providers() {
        return List.of(effective(PROVIDERS).split("\\s*,\\s*"));
    }

    private Optional<Finding> aliases(String value) {
        return List.of(value.strip().split("\\s*,\\s*")).stream()
                .filter(alias -> !alias.isEmpty()
                        && effective(PROVIDERS + "." + alias + ".class").isEmpty())
                .findFirst()
                .map(alias -> Finding.error(CommonRule.SETTING_UNREAD, alias + ", of which no class is described")
                        .must("have one: what refers to it would stay as it is written")
                        .mend("write " + PROVIDERS + "." + alias
                                + ".class: org.apache.kafka.common.config.provider.FileConfigProvider, or another"));
    }

    private Optional<Finding> provider(String key, String value) {
        String alias = key.substring(PROVIDERS.length() + 1).replaceFirst("\\..*", "");
        String rest = key.substring(PROVIDERS.length() + 1 + alias.length());
        if (!providers().contains(alias)) {
            return Optional.of(Finding.error(CommonRule.SETTING_UNREAD, "of the provider " + alias)
                    .must("stand beside " + PROVIDERS + " with " + alias + " in it, which makes Kafka read it")
                    .mend((effective(PROVIDERS).isEmpty()
                                    ? "write " + PROVIDERS + ": " + alias + " beside it"
                                    : "add " + alias + " to " + PROVIDERS)
                            + ", or remove it"));
        }
        if (!rest.equals(".class") && !rest.startsWith(".param.")) {
            return Optional.of(Finding.error(CommonRule.SETTING_UNREAD, "described")
                    .must("be the class of the provider, or one of its parameters: others are read by nothing")
                    .mend("write " + PROVIDERS + "." + alias + ".param" + rest + ", or remove it"));
        }
        return classes.check(key, value);
    }

    /** The classes that a setting names and that are none of Kafka's own. */
    private static List<String> foreign(Catalogue known, Section section, String key) {
        String value = section.effective().getOrDefault(key, "").strip();
        return ServerClasses.of(known.version())
                .wanted(key)
                .map(kind -> List.of(value.split("\\s*,\\s*")).stream()
                        .filter(name -> !name.isEmpty() && !kind.words().contains(name) && !kind.includes(name))
                        .toList())
                .orElse(List.of());
    }

    /**
     * Whether a class of a plugin is described, and the plugins hold the name of the setting or the beginning of it. Of
     * one that is not here nothing is known, and so all is.
     */
    private boolean isReadByPlugin(String key) {
        return readers && (!plugins.unread().isEmpty() || names.stream().anyMatch(name -> reads(name, key)));
    }

    private static boolean reads(String name, String key) {
        return name.equals(key) || name.endsWith(".") && name.indexOf('.') < name.length() - 1 && key.startsWith(name);
    }

    private static List<String> names(PluginClasses plugins) {
        List<String> names = new ArrayList<>();
        plugins.read().values().forEach(classes -> classes.values().forEach(one -> names.addAll(one.texts())));
        return names;
    }

    private Finding misspelt(String key, String value) {
        return Finding.error(CommonRule.SETTING_UNKNOWN, "the unknown setting " + key)
                .must("be one that Kafka " + known.version() + " knows, or a class of a described plugin reads")
                .mend(Words.nearest(
                                key,
                                names.stream()
                                        .filter(name -> name.contains(".") && !name.endsWith("."))
                                        .distinct()
                                        .toList())
                        .map(name -> section.described().containsKey(name)
                                ? "remove it: " + name + " stands beside it"
                                : "write " + name + ": " + value + " instead")
                        .orElse("remove it"));
    }
}
