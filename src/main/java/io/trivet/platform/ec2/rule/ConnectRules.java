package io.trivet.platform.ec2.rule;

import io.trivet.kafka.ConnectGroup;
import io.trivet.kafka.MeantValue;
import io.trivet.kafka.OwnedWorkerSettings;
import io.trivet.kafka.Replicas;
import io.trivet.kafka.Setting;
import io.trivet.kafka.SettingDefault;
import io.trivet.kafka.SettingType;
import io.trivet.kafka.WorkerCatalogue;
import io.trivet.kafka.WorkerDefaults;
import io.trivet.platform.PlatformRule;
import io.trivet.problem.Words;
import io.trivet.stack.ClientSource;
import io.trivet.stack.OnEc2;
import java.util.List;
import java.util.Optional;

/** The workers of Kafka Connect: how many there are, what they are told, and who reaches them. */
final class ConnectRules {
    private static final String SETTINGS = "connect.settings.";

    private final Ec2Subject subject;
    private final OnEc2.Connect connect;

    private ConnectRules(Ec2Subject subject, OnEc2.Connect connect) {
        this.subject = subject;
        this.connect = connect;
    }

    static void check(Ec2Subject subject) {
        subject.stack().connect().ifPresent(connect -> new ConnectRules(subject, connect).check());
    }

    private void check() {
        if (connect.nodes() > 0 && connect.nodes() < Replicas.ZONES) {
            subject.error(Ec2Rule.CONNECT_ZONES, "connect.nodes", "" + connect.nodes())
                    .must("be at least " + Replicas.ZONES
                            + ", one for each zone, so that connectors go on without any of them")
                    .mend("write " + Replicas.ZONES);
        }
        if (subject.stack().security().isPresent()) {
            ApartRules.check(subject, ConnectGroup.USER, "workers", Ec2Rule.CONNECT_USER);
        }
        subject.version()
                .map(WorkerCatalogue::of)
                .ifPresent(known -> connect.settings().forEach((name, value) -> setting(known, name, value)));
        for (String topic : ConnectGroup.of(subject.description().name()).topics()) {
            if (subject.description().topics().containsKey(topic)) {
                subject.error(Ec2Rule.CONNECT_TOPIC, "topics." + topic, topic)
                        .must("not be described: the workers make it themselves, with what they need of it")
                        .mend("remove it");
            }
        }
        clients(connect.clients().orElse(List.of()));
        ConnectorRules.check(subject, connect);
    }

    private void setting(WorkerCatalogue known, String name, String value) {
        Optional<String> owner = OwnedWorkerSettings.reason(name);
        Optional<Setting> setting = known.setting(name);
        if (owner.isPresent()) {
            subject.error(PlatformRule.SETTING_OWNED, SETTINGS + name, "described")
                    .must("be left out: " + owner.get())
                    .mend(OwnedWorkerSettings.instead(name));
        } else if (setting.isEmpty()) {
            if (!known.isHandedOn(name)) {
                subject.error(Ec2Rule.CONNECT_SETTING, SETTINGS + name, "the unknown setting " + name)
                        .must("be one that a worker of Kafka " + known.version()
                                + " knows; those of its clients stand behind producer., consumer. and admin., those of"
                                + " one connector in its own configuration")
                        .mend(Words.nearest(name, known.names())
                                .map(nearest -> "write " + nearest + ", or remove it")
                                .orElse("remove it"));
            }
        } else if (setting.get().type() == SettingType.PASSWORD) {
            subject.error(Ec2Rule.SETTING_SECRET, SETTINGS + name, "a secret")
                    .must("not hold one: whatever is described is shown in previews, files and state")
                    .mend("remove it");
        } else {
            value(known, setting.get(), name, value);
        }
    }

    private void value(WorkerCatalogue known, Setting setting, String name, String value) {
        Optional<String> wrong = setting.check(value);
        List<String> classes = known.classes().getOrDefault(name, List.of());
        if (wrong.isPresent()) {
            subject.error(Ec2Rule.CONNECT_SETTING, SETTINGS + name, value)
                    .must(wrong.get())
                    .mend("write " + MeantValue.of(setting, value).orElse("such a value") + ", or remove it"
                            + otherwise(setting, name)
                                    .map(text -> " to get " + text)
                                    .orElse(""));
        } else if (!classes.isEmpty()
                && !classes.contains(value.strip())
                && connect.plugins().isEmpty()) {
            subject.error(Ec2Rule.CONNECT_CLASS, SETTINGS + name, value)
                    .must("be a class that Kafka " + known.version() + " brings, or one of a plugin in connect.plugins")
                    .mend(Words.nearest(value.strip(), classes)
                            .map(nearest -> "write " + nearest)
                            .orElse("write one of " + Words.list(classes) + ", or describe the plugin"));
        }
    }

    private static Optional<String> otherwise(Setting setting, String name) {
        return WorkerDefaults.all().stream()
                .filter(row -> row.key().equals(name))
                .map(SettingDefault::value)
                .findFirst()
                .or(() -> Optional.of(setting.fallback().text()).filter(text -> !text.isEmpty()));
    }

    private void clients(List<ClientSource> clients) {
        for (int i = 0; i < clients.size(); i++) {
            String path = "connect.clients[" + i + "]";
            ClientSource client = clients.get(i);
            if (clients.subList(0, i).contains(client)) {
                subject.error(Ec2Rule.CONNECT_CLIENTS, path, client + " a second time")
                        .must("be written once: AWS refuses a rule that is there already")
                        .mend("remove it");
            } else if (client instanceof ClientSource.Block block
                    && !block.cidr().isPrivate()) {
                subject.error(Ec2Rule.CONNECT_CLIENTS, path, client.toString())
                        .must(
                                "lie in 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 or 100.64.0.0/10: the REST API asks none"
                                        + " for a name, and who reaches it reads and writes as the workers do")
                        .mend("reach it through a VPN or a peering, and write the private block at its other end");
            } else if (client instanceof ClientSource.Block block
                    && !block.cidr().isAligned()) {
                subject.error(Ec2Rule.CONNECT_CLIENTS, path, client.toString())
                        .must("begin at the first address of its block: AWS refuses bits beyond the prefix")
                        .mend("write " + block.cidr().aligned());
            }
        }
    }
}
