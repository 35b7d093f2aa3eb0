package io.trivet.kafka;

import io.trivet.problem.Words;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What a name that is no setting is meant to be, with the value that means the same: by meaning first, by spelling only
 * where a word of the name is none of Kafka's.
 *
 * <p>In this order: the name without what people put around it; what topics call what brokers call otherwise, and the
 * other way round; the same in another unit; what took its place in a later version; a word that is misspelt.
 */
public final class MeantSetting {
    private static final String LOG = "log.";
    /** More misspelt words than these are another name. */
    private static final int MISSPELT = 2;

    private final Catalogue catalogue;
    private final boolean topic;
    private final SortedMap<String, Setting> settings;

    private MeantSetting(Catalogue catalogue, boolean topic) {
        this.catalogue = catalogue;
        this.topic = topic;
        this.settings = topic ? catalogue.topics() : catalogue.brokers();
    }

    /**
     * Settings with values, each of which may stand in the place of an unknown one; the likeliest first. Their values
     * are not checked.
     *
     * @param topic whether it stands where settings of topics do
     */
    public static List<SortedMap<String, String>> of(Catalogue catalogue, boolean topic, String name, String value) {
        MeantSetting meant = new MeantSetting(catalogue, topic);
        List<SortedMap<String, String>> all = new ArrayList<>();
        for (String spelt : spellings(name)) {
            if (!spelt.equals(name)) {
                meant.same(spelt, value, all);
            }
            meant.synonyms(spelt, value, all);
            meant.units(spelt, value, all);
            meant.amounts(spelt, value, all);
            GoneSetting.of(topic, spelt).ifPresent(gone -> meant.replaced(gone, value, all));
        }
        if (all.isEmpty() && GoneSetting.of(topic, name).isEmpty()) {
            spellings(name).forEach(spelt -> meant.misspelt(spelt, value, all));
        }
        return List.copyOf(all);
    }

    /** The name, and what is left of it without a prefix and in the way in which Kafka parts words. */
    private static Set<String> spellings(String name) {
        Set<String> spellings = new LinkedHashSet<>(List.of(name));
        String parted = name.strip()
                .replaceAll("([a-z])([A-Z])", "$1.$2")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[_\\- ]+", ".")
                .replaceAll("\\.{2,}", ".");
        spellings.add(parted);
        spellings.add(parted.replaceFirst("^(kafka|kafka\\.cfg|broker|server|topic|config)\\.", ""));
        spellings.add(parted.replaceFirst("\\bisr$", "insync.replicas"));
        spellings.add(parted.replaceFirst("\\benabled$", "enable"));
        return spellings;
    }

    private void same(String name, String value, List<SortedMap<String, String>> all) {
        if (settings.containsKey(name)) {
            add(all, name, value);
        }
    }

    /** Names with and without "log.", which brokers say before much that topics say without. */
    private static List<String> withAndWithoutLog(String name) {
        return name.startsWith(LOG) ? List.of(name, name.substring(LOG.length())) : List.of(name, LOG + name);
    }

    private void synonyms(String name, String value, List<SortedMap<String, String>> all) {
        for (String spelt : withAndWithoutLog(name)) {
            if (topic) {
                catalogue.topics().values().stream()
                        .filter(setting -> setting.fallback().settings().contains(spelt))
                        .forEach(setting -> in(spelt, value, setting.name(), all));
            } else {
                catalogue.topic(spelt).map(Setting::fallback).stream()
                        .flatMap(fallback -> fallback.settings().stream())
                        .forEach(broker -> in(spelt, value, broker, all));
            }
            if (!spelt.equals(name)) {
                same(spelt, value, all);
            }
        }
    }

    /** The same amount of time or bytes, in the coarsest unit that Kafka has for it. */
    private void units(String name, String value, List<SortedMap<String, String>> all) {
        if (Unit.of(name).isEmpty()) {
            return;
        }
        for (String spelt : withAndWithoutLog(name)) {
            String stem = Unit.stem(spelt);
            inUnits(stem)
                    .filter(other -> !other.equals(name))
                    .forEach(other -> Unit.converted(spelt, value, other).ifPresent(same -> add(all, other, same)));
        }
    }

    /** The settings of a name in all units that Kafka has for it, the coarsest first. */
    private Stream<String> inUnits(String stem) {
        return settings.keySet().stream()
                .filter(other -> Unit.of(other).isPresent() && Unit.stem(other).equals(stem))
                .sorted(Comparator.comparing((String other) -> Unit.of(other).orElseThrow())
                        .reversed());
    }

    /** Where the value says its unit, the name need not. A size without one is in bytes; m may be either. */
    private void amounts(String name, String value, List<SortedMap<String, String>> all) {
        boolean size = name.endsWith(".size");
        Optional<Unit> kind = size ? Optional.of(Unit.BYTES) : Unit.of(name);
        boolean said = kind.isPresent() || name.endsWith(".time");
        String text = size && value.strip().matches("\\d+") ? value.strip() + " bytes" : value;
        Amount.of(text)
                .filter(amount -> said || !amount.unit().equals("m"))
                .ifPresent(amount -> withAndWithoutLog(said ? Unit.stem(name) : name).stream()
                        .flatMap(this::inUnits)
                        .filter(other -> Unit.of(other).orElseThrow().isLike(kind))
                        .forEach(other ->
                                amount.in(Unit.of(other).orElseThrow()).ifPresent(same -> add(all, other, same))));
    }

    private void replaced(GoneSetting gone, String value, List<SortedMap<String, String>> all) {
        SortedMap<String, String> instead = new TreeMap<>();
        gone.instead().stream().filter(settings::containsKey).forEach(name -> instead.put(name, value.strip()));
        if (!instead.isEmpty() && instead.size() == gone.instead().size()) {
            all.add(Collections.unmodifiableSortedMap(instead));
        }
    }

    private static void in(String name, String value, String other, List<SortedMap<String, String>> all) {
        if (Unit.of(name).isPresent() && Unit.of(other).isPresent()) {
            Unit.converted(name, value, other).ifPresent(same -> add(all, other, same));
        } else {
            add(all, other, value.strip());
        }
    }

    private static void add(List<SortedMap<String, String>> all, String name, String value) {
        SortedMap<String, String> one = new TreeMap<>(Collections.singletonMap(name, value.strip()));
        if (!all.contains(one)) {
            all.add(Collections.unmodifiableSortedMap(one));
        }
    }

    /** One setting whose words the name has, but for some that are misspelt, left out or in another order. */
    private void misspelt(String name, String value, List<SortedMap<String, String>> all) {
        Set<String> words = words();
        List<String> near = settings.values().stream()
                .filter(setting -> !setting.internal())
                .map(Setting::name)
                .filter(other -> isNear(parts(name), parts(other), words))
                .toList();
        if (near.size() == 1) {
            add(all, near.get(0), value);
        }
    }

    private static List<String> parts(String name) {
        return List.of(name.split("\\.", -1));
    }

    /** Every word of a name of Kafka's: one of these is not misspelt, but means something else. */
    private Set<String> words() {
        Set<String> words = new TreeSet<>();
        Stream.of(catalogue.brokers(), catalogue.topics())
                .flatMap(all -> all.keySet().stream())
                .flatMap(name -> Arrays.stream(name.split("\\.")))
                .forEach(words::add);
        return words;
    }

    private static boolean isNear(List<String> name, List<String> other, Set<String> words) {
        if (name.size() + 1 == other.size()) {
            // A unit that is left out is one that is not known.
            String last = other.get(other.size() - 1);
            return other.subList(0, name.size()).equals(name) && Unit.of(last).isEmpty()
                    || other.subList(1, other.size()).equals(name);
        }
        if (name.size() != other.size()) {
            return false;
        }
        if (name.stream().sorted().toList().equals(other.stream().sorted().toList())) {
            return true;
        }
        int misspelt = 0;
        for (int i = 0; i < name.size(); i++) {
            String is = name.get(i);
            String may = other.get(i);
            if (is.equals(may)) {
                continue;
            }
            if (!isNumberOf(is, may) && (words.contains(is) || !isMisspelt(is, may))) {
                return false;
            }
            misspelt++;
        }
        return misspelt <= MISSPELT;
    }

    /** Whether one is the plural of the other. */
    private static boolean isNumberOf(String one, String other) {
        return (one + "s").equals(other) || (other + "s").equals(one);
    }

    private static boolean isMisspelt(String word, String other) {
        return Words.nearest(word, List.of(other)).isPresent();
    }
}
