package io.trivet.kafka;

import static java.util.Objects.requireNonNull;

import io.trivet.problem.Resource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What of the classes of one Kafka version can be named in a setting: by the type that the setting wants.
 *
 * <p>Source: the resource {@code classes-<version>.txt} beside this class, read from that version's own jars.
 */
public final class ServerClasses {
    private static final Map<KafkaVersion, ServerClasses> READ = new ConcurrentHashMap<>();

    /** The settings of a provider of values have its name, which the description chooses, in theirs. */
    private static final String PROVIDER = "config\\.providers\\.[^.]+\\.class";

    private final SortedMap<String, Kind> bySetting;
    private final SortedMap<String, Kind> byType;

    /**
     * What a setting wants.
     *
     * @param type that a class must be one of, an interface of Kafka's
     * @param classes of Kafka's own that are
     * @param bases classes and interfaces of Kafka's own that are, and of which none can be made
     * @param words that the settings take besides, for classes of Kafka's own
     */
    public record Kind(String type, SortedSet<String> classes, SortedSet<String> bases, SortedSet<String> words) {
        private Kind(String type) {
            this(type, new TreeSet<>(), new TreeSet<>(), new TreeSet<>());
        }

        /** Whether a class or interface of this name, of Kafka's own, is one. */
        public boolean includes(String name) {
            return name.equals(type) || classes.contains(name) || bases.contains(name);
        }

        /** The interface without its package, for people. */
        public String word() {
            return type.substring(type.lastIndexOf('.') + 1);
        }
    }

    private ServerClasses(SortedMap<String, Kind> bySetting, SortedMap<String, Kind> byType) {
        this.bySetting = Collections.unmodifiableSortedMap(bySetting);
        this.byType = Collections.unmodifiableSortedMap(byType);
    }

    /** Those of that version; read at the first call. */
    public static ServerClasses of(KafkaVersion version) {
        return READ.computeIfAbsent(version, one -> read(Resource.rows(ServerClasses.class, resource(one))));
    }

    /** Name of the resource of a version, beside this class. */
    static String resource(KafkaVersion version) {
        return "classes-" + version.text() + ".txt";
    }

    private static ServerClasses read(List<String> rows) {
        SortedMap<String, Kind> bySetting = new TreeMap<>();
        SortedMap<String, Kind> byType = new TreeMap<>();
        Kind kind = new Kind("");
        for (String row : rows) {
            int space = row.indexOf(' ');
            String value = row.substring(space + 1);
            switch (row.substring(0, space)) {
                case "type" -> {
                    kind = new Kind(value);
                    byType.put(value, kind);
                }
                case "setting" -> bySetting.put(value, kind);
                case "class" -> kind.classes().add(value);
                case "base" -> kind.bases().add(value);
                case "word" -> kind.words().add(value);
                default -> throw new IllegalStateException("this is a bug in Trivet: a row of no kind: " + row);
            }
        }
        return new ServerClasses(bySetting, byType);
    }

    /** The names of the settings that name classes; {@code *} stands for a name that the description chooses. */
    public SortedSet<String> settings() {
        return Collections.unmodifiableSortedSet(new TreeSet<>(bySetting.keySet()));
    }

    /** What a setting wants; empty for one that names no class. */
    public Optional<Kind> wanted(String setting) {
        String name = setting.matches(PROVIDER) ? "config.providers.*.class" : ListenerSetting.base(setting);
        return Optional.ofNullable(bySetting.get(name));
    }

    /** The types of which a class of Kafka's own is one, as far as a setting wants them. */
    public List<Kind> kinds(String name) {
        List<Kind> kinds = new ArrayList<>();
        byType.values().stream().filter(kind -> kind.includes(name)).forEach(kinds::add);
        return kinds;
    }

    /** What is wanted by its type. */
    Kind kind(String type) {
        return requireNonNull(byType.get(type), type);
    }
}
