package io.trivet.platform.service.rule;

import io.trivet.kafka.Allowed;
import io.trivet.kafka.Catalogue;
import io.trivet.kafka.ClientProtocol;
import io.trivet.kafka.Fallback;
import io.trivet.kafka.Importance;
import io.trivet.kafka.KafkaService;
import io.trivet.kafka.KafkaVersion;
import io.trivet.kafka.Relations;
import io.trivet.kafka.Replicas;
import io.trivet.kafka.Setting;
import io.trivet.kafka.SettingType;
import io.trivet.kafka.UpdateMode;
import io.trivet.platform.ServicePlatform;
import io.trivet.platform.SettingKind;
import io.trivet.platform.SettingMend;
import io.trivet.platform.Subject;
import io.trivet.problem.Finding;
import io.trivet.problem.Problem;
import io.trivet.stack.Description;
import io.trivet.stack.Dns;
import io.trivet.stack.OnService;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The description of a cluster that a service runs, under examination: whether the service is what it is taken for. */
public final class ServiceSubject implements Subject {
    private static final Fallback UNTOLD = new Fallback(List.of(), false, "");

    private final Description<OnService> description;
    private final List<Problem> problems = new ArrayList<>();

    /** Starts an examination. */
    public ServiceSubject(Description<OnService> description) {
        this.description = description;
    }

    @Override
    public void check() {
        ConnectionRules.check(this);
        CredentialRules.check(this);
        AliasRules.check(this);
        MetricsRules.check(this);
        LoginRules.check(this);
        service()
                .closure()
                .ifPresent(closure -> warning(
                                ServiceRule.SERVICE_CLOSED,
                                "external.service",
                                service().word() + ", which closed on " + closure.on())
                        .must("be a service that runs; what its users moved to: " + closure.movedTo())
                        .mend(
                                "describe the new cluster in a stack of its own, copy what can still be read with the mirror files of"
                                        + " trivet render, and remove this one"));
        description.topics().forEach((name, topic) -> {
            if (topic.partitions().filter(count -> count >= 1).isEmpty()) {
                error(
                                ServiceRule.EXTERNAL_PARTITIONS,
                                "topics." + name + ".partitions",
                                topic.partitions().map(String::valueOf).orElse("missing"))
                        .must("be at least 1, and written out: Trivet does not know how many brokers there are")
                        .mend("add partitions, as many as consumers of one group shall work side by side");
            }
        });
    }

    @Override
    public Description<OnService> description() {
        return description;
    }

    OnService.External external() {
        return description.on().external();
    }

    KafkaService service() {
        return external().service();
    }

    /** What clients speak. */
    ClientProtocol protocol() {
        return ServicePlatform.protocol(external());
    }

    @Override
    public Optional<String> resolvesIn() {
        return description.on().network().flatMap(OnService.Network::vpc);
    }

    @Override
    public Optional<Dns> dns() {
        return description.on().dns();
    }

    /**
     * Topic settings as the newest version has them that has them at all, with defaults untold: which version the
     * service runs, and with which defaults, is its own matter.
     */
    @Override
    public Optional<Catalogue> catalogue() {
        SortedMap<String, Setting> known = new TreeMap<>();
        boolean asked = description.topics().values().stream()
                .anyMatch(topic -> !topic.settings().isEmpty());
        if (asked) {
            service().topics().settings().forEach(name -> known.put(name, anything(name)));
            for (KafkaVersion version : KafkaVersion.values()) {
                Catalogue.of(version).topics().forEach((name, setting) -> known.put(name, setting.with(UNTOLD)));
            }
        }
        return Optional.of(new Catalogue(KafkaVersion.V3_9_2, new TreeMap<>(), known, new TreeMap<>(), Relations.NONE));
    }

    /** A setting of the service's own. */
    private static Setting anything(String name) {
        return new Setting(
                name, SettingType.STRING, UNTOLD, Allowed.ANY, Importance.LOW, UpdateMode.CLUSTER_WIDE, false, "");
    }

    @Override
    public Optional<Finding> refusal(SettingKind kind, String key, String value) {
        return service().topics().takes(key)
                ? Optional.empty()
                : Optional.of(Finding.error(ServiceRule.EXTERNAL_SETTING, key)
                        .must("be one that " + service().title() + " lets its customers set")
                        .mend(new SettingMend(
                                        Catalogue.of(KafkaVersion.latest()),
                                        kind,
                                        Collections.emptySortedMap(),
                                        (name, text) -> service().topics().takes(name))
                                .of(key, value)));
    }

    @Override
    public String knows(SettingKind kind, String key) {
        return "Kafka knows";
    }

    @Override
    public Optional<Finding> refusal(int replicas) {
        int least = service().topics().leastReplicas();
        int most = service().topics().mostReplicas();
        return replicas >= least && replicas <= most
                ? Optional.empty()
                : Optional.of(Finding.error(ServiceRule.EXTERNAL_REPLICAS, "" + replicas)
                        .must("be " + (least == most ? "" + least : least + " to " + most) + ": "
                                + service().title() + " takes no others")
                        .mend("write " + Math.max(least, Math.min(Replicas.COUNT, most)) + ", or leave it out"));
    }

    @Override
    public List<Problem> problems() {
        return problems;
    }
}
