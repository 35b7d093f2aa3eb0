package io.trivet.adopt;

import io.trivet.kafka.BrokerDefaults;
import io.trivet.kafka.Catalogue;
import io.trivet.kafka.ClusterSize;
import io.trivet.kafka.OwnedSettings;
import io.trivet.kafka.SettingEdit;
import io.trivet.kafka.SettingType;
import io.trivet.operate.found.FoundCluster;
import io.trivet.stack.OnEc2;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What files of servers, {@code server.properties}, say besides what the brokers tell. A broker counts where both
 * speak: what stands in a file is not yet, or no longer, what it runs with. Only files know the settings of
 * controllers, which brokers are not asked for, and the names of what brokers hide; values that may be secrets are
 * never taken.
 *
 * @param texts settings by file name
 */
public record ServerFiles(SortedMap<String, SortedMap<String, String>> texts) {
    /** No file. */
    public static final ServerFiles NONE = new ServerFiles(new TreeMap<>());

    /** Any of these says that a file is one of a server, and not one of a client. */
    private static final List<String> SERVER = List.of(
            "broker.id",
            "controller.listener.names",
            "listeners",
            "log.dir",
            "log.dirs",
            "node.id",
            "process.roles",
            "zookeeper.connect");

    private static final String ROLES = "process.roles";

    /** Whether settings are those of a server rather than those of a client. */
    public static boolean isServer(SortedMap<String, String> settings) {
        return SERVER.stream().anyMatch(settings::containsKey);
    }

    private List<SortedMap<String, String>> ofControllers() {
        return texts.values().stream()
                .filter(settings -> settings.getOrDefault(ROLES, "").contains("controller"))
                .toList();
    }

    /** Whether one is of a controller. */
    boolean haveControllers() {
        return !ofControllers().isEmpty();
    }

    private static boolean isShown(Catalogue catalogue, String name) {
        return catalogue
                .broker(name)
                .filter(setting -> setting.type() != SettingType.PASSWORD)
                .isPresent();
    }

    /** What files of brokers say that the brokers do not do. */
    void told(FoundCluster found, Catalogue catalogue, List<Gap> gaps) {
        SortedSet<String> hidden = new TreeSet<>();
        found.brokers().forEach(broker -> hidden.addAll(broker.hidden()));
        texts.forEach((file, settings) -> {
            if (settings.getOrDefault(ROLES, "").equals("controller")) {
                return;
            }
            settings.forEach((name, value) -> {
                if (OwnedSettings.reason(name).isPresent() || hidden.contains(name)) {
                    return;
                }
                String runs = found.most(name);
                boolean same = catalogue
                        .broker(name)
                        .map(setting -> SettingEdit.same(setting, value, runs))
                        .orElse(false);
                if (!same) {
                    gaps.add(Gap.leftOut(
                            "file setting",
                            name + (isShown(catalogue, name) ? "=" + value : "") + " in " + file
                                    + (runs.isEmpty()
                                            ? ", which no broker runs with"
                                            : ", where the brokers run with " + runs)));
                }
            });
        });
    }

    /**
     * The controllers with what their files say more than Trivet writes; those as they are where there is no file.
     *
     * @param brokers what is described for brokers
     */
    OnEc2.Controllers controllers(
            OnEc2.Controllers described,
            Catalogue catalogue,
            ClusterSize size,
            SortedMap<String, String> brokers,
            List<Gap> gaps) {
        if (ofControllers().isEmpty()) {
            return described;
        }
        SortedMap<String, String> given = new TreeMap<>();
        ofControllers()
                .forEach(settings -> settings.forEach((name, value) -> {
                    if (OwnedSettings.reason(name).isEmpty()) {
                        given.putIfAbsent(name, value);
                    }
                }));
        SharedSettings shared = new SharedSettings(
                catalogue,
                settings -> {
                    SortedMap<String, String> written = BrokerDefaults.controllerSettings(catalogue, size, brokers);
                    written.putAll(settings);
                    return written;
                },
                (name, value) ->
                        isShown(catalogue, name) ? Optional.empty() : Optional.of("a description holds no secrets"),
                (broker, name) -> false);
        List<Gap> found = new ArrayList<>();
        SortedMap<String, String> settings = shared.of(given, given, found);
        gaps.addAll(found);
        return new OnEc2.Controllers(
                described.nodes(),
                described.instance(),
                described.image(),
                described.volume(),
                described.heap(),
                described.jvmOptions(),
                described.logLevels(),
                Collections.unmodifiableSortedMap(settings));
    }
}
