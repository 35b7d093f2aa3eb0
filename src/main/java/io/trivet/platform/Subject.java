package io.trivet.platform;

import io.trivet.kafka.Catalogue;
import io.trivet.kafka.Fallback;
import io.trivet.kafka.PluginClasses;
import io.trivet.kafka.Setting;
import io.trivet.kafka.TopicValues;
import io.trivet.layout.TopicDefaults;
import io.trivet.problem.Finding;
import io.trivet.problem.Problem;
import io.trivet.problem.Rule;
import io.trivet.problem.Was;
import io.trivet.stack.BrokerNetwork;
import io.trivet.stack.Description;
import io.trivet.stack.Dns;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * A description under examination, with the problems found so far: what the checks of every description ask of its
 * platform. A platform that runs brokers itself is a {@link Cluster}.
 */
public interface Subject {
    /** What is examined. */
    Description<?> description();

    /** What was found so far. */
    List<Problem> problems();

    /** Finds what is wrong with what only this platform has. */
    void check();

    /** The names of the cluster; empty where it has none of its own. */
    Optional<Dns> dns();

    /** The network of the brokers; empty where none is described. */
    default Optional<BrokerNetwork> network() {
        return Optional.empty();
    }

    /** Id of the VPC that exists in which a zone that is made can be resolved; empty where that VPC is made, too. */
    default Optional<String> resolvesIn() {
        return network().flatMap(BrokerNetwork::vpc);
    }

    /** The nodes that are described, one entry a role. */
    default List<Machines> machines() {
        return List.of();
    }

    /** How many brokers, as described; 0 where only the service knows. */
    default int nodes() {
        return 0;
    }

    /** What a topic gets that does not say how much. */
    default TopicDefaults topicDefaults() {
        return TopicDefaults.of(description().on());
    }

    /** The settings that can be described; empty for a version that Trivet does not know. */
    Optional<Catalogue> catalogue();

    /** Settings of brokers that the description names; none where a service decides. */
    default SortedMap<String, String> described() {
        return Collections.emptySortedMap();
    }

    /** Settings of all servers that the description names; none where a service decides. */
    default List<Section> sections() {
        return List.of();
    }

    /** What the brokers will have: Trivet's defaults, with what is described on top; empty where a service decides. */
    default SortedMap<String, String> brokerSettings() {
        return described();
    }

    /**
     * What holds where the description leaves a setting out, as it will be rendered; empty where nothing is known of
     * it.
     *
     * @param path where such settings stand, {@code brokers.settings}
     */
    default Optional<String> otherwise(SettingKind kind, String path, String key) {
        Optional<Catalogue> known = catalogue();
        return kind == SettingKind.TOPIC
                ? known.flatMap(all -> new TopicValues(all, brokerSettings()).ofBrokers(key))
                : known.flatMap(all -> all.broker(key))
                        .map(Setting::fallback)
                        .filter(Fallback::present)
                        .map(Fallback::text);
    }

    /** What described plugins hold; empty where the platform takes none. */
    default Optional<PluginClasses> plugins() {
        return Optional.empty();
    }

    /** Why the platform does not take this setting, whether Kafka knows it or not; empty when it does. */
    Optional<Finding> refusal(SettingKind kind, String key, String value);

    /**
     * The same for a setting at a place, which may take less than the platform does.
     *
     * @param path where such settings stand, {@code brokers.settings}
     */
    default Optional<Finding> refusal(SettingKind kind, String path, String key, String value) {
        return refusal(kind, key, value);
    }

    /** Why the platform does not take this many replicas; empty when it does. */
    default Optional<Finding> refusal(int replicas) {
        return Optional.empty();
    }

    /** Whose settings those of the catalogue are, to end "be a broker setting that …" for one that is not there. */
    String knows(SettingKind kind, String key);

    /** Whether a broker setting of this name can be described at all. */
    default boolean takes(String key) {
        return catalogue().map(known -> known.broker(key).isPresent()).orElse(true);
    }

    /** Whether a topic setting of this name can be described at all. */
    default boolean topicsTake(String key) {
        return catalogue().map(known -> known.topic(key).isPresent()).orElse(true);
    }

    /** Whether the rules of production hold. */
    default boolean isProduction() {
        return description().isProduction();
    }

    /** Notes a finding at a path of the description. */
    default Finding report(String path, Finding finding) {
        problems().add(finding.at(description().places().at(path)));
        return finding;
    }

    /** Notes an error, once it is said what must be and how to mend it. */
    default Was<Finding> error(Rule rule, String path, String found) {
        return must ->
                mend -> report(path, Finding.error(rule, found).must(must).mend(mend));
    }

    /** Notes a warning, once it is said what must be and how to mend it. */
    default Was<Finding> warning(Rule rule, String path, String found) {
        return must ->
                mend -> report(path, Finding.warning(rule, found).must(must).mend(mend));
    }

    /** Notes what is an error in production, and a warning elsewhere. */
    default Was<Finding> errorInProduction(Rule rule, String path, String found) {
        return isProduction() ? error(rule, path, found) : warning(rule, path, found);
    }
}
