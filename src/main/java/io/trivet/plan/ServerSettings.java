package io.trivet.plan;

import io.trivet.kafka.Catalogue;
import io.trivet.kafka.Fallback;
import io.trivet.kafka.MetadataMode;
import io.trivet.kafka.Numbers;
import io.trivet.kafka.OwnTopics;
import io.trivet.kafka.Setting;
import io.trivet.kafka.SettingEdit;
import io.trivet.kafka.UpdateMode;
import io.trivet.layout.Role;
import io.trivet.platform.Reason;
import io.trivet.platform.Risk;
import io.trivet.platform.SettingLoss;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What a changed setting of a server means, by the version that runs. */
final class ServerSettings {
    /** Read when Kafka makes a topic of its own, and never again. */
    private static final List<String> FIXED = ofOwnTopics("num.partitions");

    /** Read then, too, but the copies of such a topic can be moved like those of others. */
    private static final List<String> REPLICAS = ofOwnTopics("replication.factor");

    /** What controllers go by when they make topics and elect leaders. */
    private static final List<String> LEADING =
            List.of("default.replication.factor", "min.insync.replicas", "unclean.leader.election.enable");

    private static final String ONCE = "exactly.once.source.support";
    private static final String DISABLED = "disabled";

    private final Plan<?> before;
    private final Plan<?> after;
    private final Catalogue catalogue;
    private final SettingLoss ofBrokers;
    private final SettingLoss ofControllers;

    /**
     * Settings of two plans.
     *
     * @param catalogue of the version that runs
     * @param ofBrokers what can be lost by theirs
     */
    ServerSettings(Plan<?> before, Plan<?> after, Catalogue catalogue, SettingLoss ofBrokers) {
        this.before = before;
        this.after = after;
        this.catalogue = catalogue;
        this.ofBrokers = ofBrokers;
        this.ofControllers = new SettingLoss(catalogue, ofControllers(before), ofControllers(after));
    }

    /** The reason of another value of a setting on the nodes of a role. */
    Reason reason(Role role, String name, Optional<String> was, Optional<String> is) {
        if (role.isWorker()) {
            return (name.equals(ONCE) || name.endsWith("." + ONCE)) && skipsPreparing(was, is)
                    ? Reason.CONNECT_ONCE
                    : Reason.SETTING_STATIC;
        }
        if (role.votesOn(MetadataMode.ZOOKEEPER)) {
            return Reason.SETTING_STATIC;
        }
        if (name.equals("zookeeper.connect")) {
            boolean moves = !before.voterRole().equals(after.voterRole());
            return moves || chroot(was).equals(chroot(is)) ? Reason.SETTING_STATIC : Reason.CHROOT_CHANGED;
        }
        SettingEdit edit = new SettingEdit(name, was, is);
        if (edit.isSpelling(catalogue)) {
            return Reason.SETTING_SPELLING;
        }
        UpdateMode update = edit.update(catalogue);
        if (role.votesOn(MetadataMode.KRAFT) && !role.isBroker()) {
            // A controller hears orders to the whole cluster, and none to one broker.
            Reason otherwise = update == UpdateMode.CLUSTER_WIDE ? Reason.SETTING_DYNAMIC : Reason.SETTING_STATIC;
            return LEADING.contains(name) ? ofControllers.ofBrokers(name).orElse(otherwise) : otherwise;
        }
        if (FIXED.contains(name) && !effective(name, was).equals(effective(name, is))) {
            return catalogue.broker(name).isPresent() ? Reason.SETTING_FIXED : Reason.SETTING_STATIC;
        }
        if (REPLICAS.contains(name) && catalogue.broker(name).isPresent()) {
            return ofReplicas(effective(name, was), effective(name, is));
        }
        return ofBrokers
                .ofBrokers(name)
                .map(loss -> loss == Reason.TIERED_OFF && !isTiered() ? Reason.TIERED_ELSEWHERE : loss)
                .orElse(restarts(role, update) ? Reason.SETTING_STATIC : Reason.SETTING_DYNAMIC);
    }

    private static List<String> ofOwnTopics(String end) {
        return OwnTopics.made().values().stream().map(begin -> begin + end).toList();
    }

    private static Reason ofReplicas(String was, String is) {
        Optional<Long> before = Numbers.of(was);
        Optional<Long> after = Numbers.of(is);
        if (before.isEmpty() || after.isEmpty() || before.equals(after)) {
            return Reason.SETTING_STATIC;
        }
        return after.get() > before.get() ? Reason.OWN_REPLICAS_MORE : Reason.OWN_REPLICAS_FEWER;
    }

    /** Workers that restart one after the other understand each other only a step apart; source: KIP-618. */
    private static boolean skipsPreparing(Optional<String> was, Optional<String> is) {
        String before = was.orElse(DISABLED).strip();
        String after = is.orElse(DISABLED).strip();
        return !before.equalsIgnoreCase(after) && Stream.of(before, after).noneMatch("preparing"::equalsIgnoreCase);
    }

    /** Whether any described topic may have records in tiered storage; others may have them, too. */
    private boolean isTiered() {
        return before.topics().stream()
                .anyMatch(topic -> "true".equals(topic.settings().get("remote.storage.enable")));
    }

    /** What it takes to bring another value of a setting to the nodes of a role. */
    Risk interruption(Role role, String name, Optional<String> was, Optional<String> is) {
        UpdateMode update = new SettingEdit(name, was, is).update(catalogue);
        return restarts(role, update) ? Risk.ROLLING_RESTART : Risk.NONE;
    }

    /** A controller hears orders to the whole cluster, and none to one broker; neither does one that is a broker. */
    private static boolean restarts(Role role, UpdateMode update) {
        return role.isVoter() ? update != UpdateMode.CLUSTER_WIDE : update == UpdateMode.RESTART;
    }

    private static SortedMap<String, String> ofControllers(Plan<?> plan) {
        return plan.role(Role.CONTROLLER).map(PlannedRole::settings).orElseGet(TreeMap::new);
    }

    private String effective(String name, Optional<String> written) {
        return written.orElseGet(() -> catalogue
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
}
