package io.trivet.adopt;

import io.trivet.kafka.Catalogue;
import io.trivet.kafka.KafkaVersion;
import io.trivet.kafka.OwnedSettings;
import io.trivet.kafka.SettingEdit;
import io.trivet.layout.Layout;
import io.trivet.layout.Node;
import io.trivet.operate.found.FoundBroker;
import io.trivet.operate.found.FoundCluster;
import io.trivet.operate.found.FoundSetting;
import io.trivet.problem.Words;
import io.trivet.process.KafkaBroker;
import io.trivet.process.KafkaSettings;
import io.trivet.stack.Description;
import io.trivet.stack.OnEc2;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What Trivet computes of a broker and never reads back: ids, racks, listeners, names, folders. A cluster that it did
 * not make has others, and no description brings a broker there to these.
 */
final class Identity {
    private final FoundCluster found;
    private final Layout layout;
    private final Catalogue catalogue;
    private final List<Gap> gaps = new ArrayList<>();

    private Identity(FoundCluster found, Layout layout, Catalogue catalogue) {
        this.found = found;
        this.layout = layout;
        this.catalogue = catalogue;
    }

    /** All in which the brokers differ from those that the description places. */
    static List<Gap> gaps(FoundCluster found, Description<OnEc2> description, KafkaVersion version) {
        Layout layout = Layout.of(description);
        Identity identity = new Identity(found, layout, Catalogue.of(version));
        identity.ids();
        identity.voters();
        KafkaBroker brokers =
                new KafkaBroker(description, version, KafkaSettings.of(description.on(), version), layout);
        identity.owned(brokers);
        return identity.gaps;
    }

    private void ids() {
        List<Integer> ids = found.brokers().stream().map(FoundBroker::id).toList();
        List<Integer> described = layout.brokers().stream().map(Node::id).toList();
        if (!ids.equals(described)) {
            gaps.add(Gap.leftOut(
                    "numbering", "brokers " + words(ids) + ", where " + words(described) + " are described"));
        }
    }

    private void voters() {
        List<Integer> voters = layout.voters().stream().map(Node::id).toList();
        List<Integer> ids = found.brokers().stream().map(FoundBroker::id).toList();
        List<Integer> both = found.voters().stream().filter(ids::contains).toList();
        if (!both.isEmpty() && !both.equals(voters)) {
            gaps.add(Gap.leftOut(
                    "combined role",
                    words(both)
                            + " are brokers and controllers at once, where controllers of their own are described"));
        } else if (!found.voters().isEmpty() && !found.voters().equals(voters)) {
            gaps.add(Gap.leftOut(
                    "numbering",
                    "controllers " + words(found.voters()) + ", where " + words(voters) + " are described"));
        }
    }

    private static String words(List<Integer> ids) {
        return Words.list(ids.stream().map(String::valueOf).toList());
    }

    /** Settings of Trivet's own that brokers were given otherwise, each once with the first broker. */
    private void owned(KafkaBroker brokers) {
        SortedMap<Integer, Node> nodes = new TreeMap<>();
        layout.brokers().forEach(node -> nodes.put(node.id(), node));
        SortedMap<String, List<String>> others = new TreeMap<>();
        for (FoundBroker broker : found.brokers()) {
            SortedMap<String, String> own = own(brokers, broker.id(), Optional.ofNullable(nodes.get(broker.id())));
            broker.settings().forEach((name, setting) -> {
                if (OwnedSettings.reason(name).isPresent() && differs(name, setting, own)) {
                    String written = own.getOrDefault(name, "");
                    others.computeIfAbsent(name, key -> new ArrayList<>())
                            .add(setting.value() + " on broker " + broker.id() + ", where "
                                    + (written.isEmpty() ? "nothing" : written) + " is written");
                }
            });
        }
        others.forEach((name, brokersWithIt) -> gaps.add(Gap.leftOut(
                "computed setting",
                name + ": " + brokersWithIt.get(0)
                        + (brokersWithIt.size() > 1 ? " (and " + (brokersWithIt.size() - 1) + " more like it)" : ""))));
    }

    private boolean differs(String name, FoundSetting setting, SortedMap<String, String> own) {
        String written = own.get(name);
        if (setting.source() == FoundSetting.Source.DEFAULT) {
            return false;
        }
        return written == null
                || !catalogue
                        .broker(name)
                        .map(known -> SettingEdit.same(known, setting.value(), written))
                        .orElse(setting.value().equals(written));
    }

    private static SortedMap<String, String> own(KafkaBroker brokers, int id, Optional<Node> described) {
        SortedMap<String, String> own = new TreeMap<>(brokers.settings().asMap());
        // Brokers tell the one name of their id for the other; whether ids are as described is another gap.
        own.put("broker.id", Integer.toString(id));
        own.put("node.id", Integer.toString(id));
        described.ifPresent(node -> own.putAll(brokers.settings(node).asMap()));
        return own;
    }
}
