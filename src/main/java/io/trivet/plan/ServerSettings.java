package io.trivet.plan;

import io.trivet.kafka.Catalogue;
import io.trivet.kafka.Fallback;
import io.trivet.kafka.KafkaVersion;
import io.trivet.kafka.MetadataMode;
import io.trivet.kafka.Setting;
import io.trivet.kafka.SettingEdit;
import io.trivet.kafka.UpdateMode;
import io.trivet.layout.Role;
import io.trivet.platform.Reason;
import io.trivet.platform.Retention;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a changed setting of a server means, by the version that runs. */
final class ServerSettings {
    /** Read when Kafka makes a topic of its own, and never again. */
    private static final List<String> FIXED = List.of(
            "offsets.topic.num.partitions",
            "offsets.topic.replication.factor",
            "share.coordinator.state.topic.num.partitions",
            "share.coordinator.state.topic.replication.factor",
            "transaction.state.log.num.partitions",
            "transaction.state.log.replication.factor");

    private final Plan<?> before;
    private final Plan<?> after;
    private @Nullable Catalogue catalogue;

    ServerSettings(Plan<?> before, Plan<?> after) {
        this.before = before;
        this.after = after;
    }

    /** The reason of another value of a setting on the nodes of a role. */
    Reason reason(Role role, String name, Optional<String> was, Optional<String> is) {
        if (role.votesOn(MetadataMode.ZOOKEEPER)) {
            return Reason.SETTING_STATIC;
        }
        if (name.equals("zookeeper.connect")) {
            boolean moves = !before.voterRole().equals(after.voterRole());
            return moves || chroot(was).equals(chroot(is)) ? Reason.SETTING_STATIC : Reason.CHROOT_CHANGED;
        }
        SettingEdit edit = new SettingEdit(name, was, is);
        if (edit.isSpelling(catalogue())) {
            return Reason.SETTING_SPELLING;
        }
        UpdateMode update = edit.update(catalogue());
        if (role.votesOn(MetadataMode.KRAFT)) {
            // A controller hears orders to the whole cluster, and none to one broker.
            return update == UpdateMode.CLUSTER_WIDE ? Reason.SETTING_DYNAMIC : Reason.SETTING_STATIC;
        }
        if (FIXED.contains(name) && !effective(name, was).equals(effective(name, is))) {
            return catalogue().broker(name).isPresent() ? Reason.SETTING_FIXED : Reason.SETTING_STATIC;
        }
        boolean restart = update == UpdateMode.RESTART;
        boolean keepsLess =
                Retention.ofBrokers(after.brokerSettings()).keepsLessThan(Retention.ofBrokers(before.brokerSettings()));
        if (keepsLess && Retention.SETTINGS.contains(name)) {
            return restart ? Reason.KEEPS_LESS_STATIC : Reason.KEEPS_LESS;
        }
        return restart ? Reason.SETTING_STATIC : Reason.SETTING_DYNAMIC;
    }

    private String effective(String name, Optional<String> written) {
        return written.orElseGet(() -> catalogue()
                .broker(name)
                .map(Setting::fallback)
                .map(Fallback::text)
                .orElse(""));
    }

    private static String chroot(Optional<String> connect) {
        return connect.filter(text -> text.contains("/"))
                .map(text -> text.substring(text.indexOf('/')))
                .orElse("");
    }

    /** Of the version that runs; read only when a setting of brokers changed. */
    private Catalogue catalogue() {
        Catalogue read = catalogue;
        if (read == null) {
            read = Catalogue.of(KafkaVersion.of(before.brokerRole()
                            .orElseThrow()
                            .launch()
                            .software()
                            .version())
                    .orElseThrow());
            catalogue = read;
        }
        return read;
    }
}
