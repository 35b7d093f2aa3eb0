package io.trivet.gen;

import io.trivet.kafka.Allowed;
import io.trivet.kafka.Relation;
import io.trivet.kafka.Setting;
import io.trivet.kafka.SettingType;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Settings by chance, with the values at which something turns: bounds and what is next to them, 0 and -1, the ends of
 * the types, and what another setting has that must be more or less.
 */
public final class AtBounds {
    private static final int MOST_TRIES = 5;

    private final List<Setting> settings;
    private final List<Relation> relations;
    private final Random chance;
    private final SortedMap<String, Setting> byName = new TreeMap<>();

    /** Makes values for these settings. */
    public AtBounds(Collection<Setting> settings, List<Relation> relations, Random chance) {
        this.settings = List.copyOf(settings);
        settings.forEach(setting -> byName.put(setting.name(), setting));
        this.relations = relations.stream()
                .filter(relation -> byName.containsKey(relation.low()) && byName.containsKey(relation.high()))
                .toList();
        this.chance = chance;
    }

    /** Up to so many settings; one value in twenty is not one of its definition. */
    public SortedMap<String, String> some(int most) {
        SortedMap<String, String> chosen = new TreeMap<>();
        for (int left = chance.nextInt(most + 1); left > 0; left--) {
            Setting setting = any();
            put(chosen, setting);
        }
        return chosen;
    }

    private Setting any() {
        if (!relations.isEmpty() && chance.nextInt(3) == 0) {
            Relation relation = relations.get(chance.nextInt(relations.size()));
            return byName.get(chance.nextBoolean() ? relation.low() : relation.high());
        }
        return settings.get(chance.nextInt(settings.size()));
    }

    private void put(SortedMap<String, String> chosen, Setting setting) {
        String value = value(chosen, setting);
        boolean anything = chance.nextInt(20) == 0;
        for (int tries = 0; tries < MOST_TRIES && !anything; tries++) {
            if (setting.check(value).isEmpty()) {
                break;
            }
            value = value(chosen, setting);
        }
        chosen.put(setting.name(), value);
    }

    private String value(SortedMap<String, String> chosen, Setting setting) {
        Allowed allowed = setting.allowed();
        return switch (setting.type()) {
            case BOOLEAN -> chance.nextBoolean() ? "true" : "false";
            case SHORT, INT, LONG -> number(chosen, setting);
            case DOUBLE -> one(List.of("0", "0.00001", "0.5", "1", "-1", "1e308", standard(setting)));
            case LIST -> list(allowed, setting);
            case STRING, CLASS, PASSWORD ->
                allowed.words().isEmpty()
                        ? one(List.of(standard(setting), "x", "10.0.0.1:5", "h:", ""))
                        : one(allowed.words());
        };
    }

    private String list(Allowed allowed, Setting setting) {
        if (allowed.words().isEmpty()) {
            return standard(setting);
        }
        List<String> words = new ArrayList<>();
        for (String word : allowed.words()) {
            if (chance.nextBoolean()) {
                words.add(word);
            }
        }
        return String.join(",", words);
    }

    private String number(SortedMap<String, String> chosen, Setting setting) {
        TreeSet<BigInteger> turns = new TreeSet<>();
        List.of(0, 1, 2).forEach(number -> turns.add(BigInteger.valueOf(number)));
        List<String> near = new ArrayList<>(List.of(
                setting.allowed().least(), setting.allowed().most(), standard(setting), least(setting), most(setting)));
        for (Relation relation : relations) {
            if (relation.low().equals(setting.name())) {
                near.add(held(chosen, relation.high()));
            } else if (relation.high().equals(setting.name())) {
                near.add(held(chosen, relation.low()));
            }
        }
        for (String number : near) {
            if (number.matches("-?\\d+")) {
                turns.add(new BigInteger(number));
            }
        }
        BigInteger turn = List.copyOf(turns).get(chance.nextInt(turns.size()));
        if (chance.nextInt(6) == 0) {
            turn = turn.shiftRight(chance.nextInt(8));
        }
        return turn.add(BigInteger.valueOf(chance.nextInt(3) - 1)).toString();
    }

    private String held(SortedMap<String, String> chosen, String name) {
        return Optional.ofNullable(chosen.get(name)).orElseGet(() -> standard(byName.get(name)));
    }

    private static String standard(Setting setting) {
        return setting.fallback().text();
    }

    private static String least(Setting setting) {
        return Long.toString(
                setting.type() == SettingType.LONG
                        ? Long.MIN_VALUE
                        : setting.type() == SettingType.INT ? Integer.MIN_VALUE : Short.MIN_VALUE);
    }

    private static String most(Setting setting) {
        return Long.toString(
                setting.type() == SettingType.LONG
                        ? Long.MAX_VALUE
                        : setting.type() == SettingType.INT ? Integer.MAX_VALUE : Short.MAX_VALUE);
    }

    private String one(List<String> choices) {
        return choices.get(chance.nextInt(choices.size()));
    }
}
