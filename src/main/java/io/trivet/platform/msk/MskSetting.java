package io.trivet.platform.msk;

import io.trivet.kafka.Allowed;
import io.trivet.kafka.Fallback;
import io.trivet.kafka.Importance;
import io.trivet.kafka.Setting;
import io.trivet.kafka.SettingType;
import io.trivet.kafka.UpdateMode;
import io.trivet.problem.Resource;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A setting that a flavour of Amazon MSK takes, with what MSK says of it where that is not what Kafka says.
 *
 * @param fallback MSK's own default; empty when it is Kafka's, or computed from the broker type
 * @param least MSK's own least number; empty when it is Kafka's
 * @param most MSK's own largest number; empty when it is Kafka's
 */
record MskSetting(String name, String fallback, String least, String most) {
    /** The lists of the table that comes with Trivet, by their headings. */
    static SortedMap<String, List<MskSetting>> lists() {
        SortedMap<String, List<MskSetting>> lists = new TreeMap<>();
        List<MskSetting> list = List.of();
        for (String row : Resource.rows(MskSetting.class, "msk-settings.txt")) {
            if (row.startsWith("[")) {
                list = new ArrayList<>();
                lists.put(row.substring(1, row.length() - 1), list);
            } else {
                list.add(of(row.split(" ")));
            }
        }
        return lists;
    }

    private static MskSetting of(String[] words) {
        String fallback = words.length > 1 && !words[1].equals("-") ? words[1] : "";
        String[] range = (words.length > 2 ? words[2] : "..").split("\\.\\.", -1);
        return new MskSetting(words[0], fallback, range[0], range[1]);
    }

    /** Kafka's setting with MSK's default and range, so that its check speaks of both; a change of it costs this. */
    Setting over(Setting kafka, UpdateMode update) {
        Fallback fallbackOfKafka = kafka.fallback();
        return new Setting(
                name,
                kafka.type(),
                fallback.isEmpty() ? fallbackOfKafka : new Fallback(fallbackOfKafka.settings(), true, fallback),
                least.isEmpty() && most.isEmpty() ? kafka.allowed() : within(kafka.allowed()),
                kafka.importance(),
                update,
                kafka.internal(),
                kafka.documentation());
    }

    private Allowed within(Allowed kafka) {
        String from = least.isEmpty() ? kafka.least() : least;
        String to = most.isEmpty() ? kafka.most() : most;
        return new Allowed(
                from,
                to,
                kafka.words(),
                kafka.besides().stream().filter(one -> !within(from, to, one)).toList(),
                kafka.anyCase(),
                kafka.empty(),
                kafka.gaps(),
                kafka.releases());
    }

    private static boolean within(String from, String to, String number) {
        BigDecimal value = new BigDecimal(number);
        return (from.isEmpty() || value.compareTo(new BigDecimal(from)) >= 0)
                && (to.isEmpty() || value.compareTo(new BigDecimal(to)) <= 0);
    }

    /** A setting that Kafka's brokers do not define. */
    Setting alone(SettingType type, String documentation) {
        return new Setting(
                name,
                type,
                new Fallback(List.of(), !fallback.isEmpty(), fallback),
                Allowed.ANY,
                Importance.MEDIUM,
                UpdateMode.RESTART,
                false,
                documentation);
    }
}
