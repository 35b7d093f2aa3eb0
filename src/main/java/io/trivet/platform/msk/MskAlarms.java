package io.trivet.platform.msk;

import io.trivet.problem.Resource;
import io.trivet.stack.MskType;
import io.trivet.stack.OnMsk;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The alarms of a cluster on MSK, of the table that comes with Trivet.
 *
 * @param cluster whose they are
 * @param instance the type of its brokers; without it there is no alarm on their partitions
 */
record MskAlarms(String cluster, MskType type, OnMsk.Level level, Optional<MskInstance> instance) {
    /** All of them: first what is of the cluster, then what is of each of so many brokers. */
    List<MskAlarm> all(int brokers) {
        List<MskAlarm> alarms = new ArrayList<>();
        List<String> rows = Resource.rows(MskAlarms.class, "msk-alarms.txt");
        for (int broker = 0; broker <= brokers; broker++) {
            for (int i = 0; i + 1 < rows.size(); i += 2) {
                String[] words = filled(rows.get(i)).split(" ");
                if (words[1].equals(broker == 0 ? "cluster" : "broker") && has(words[2], words[5])) {
                    alarms.add(alarm(broker, words, filled(rows.get(i + 1).strip())));
                }
            }
        }
        return List.copyOf(alarms);
    }

    private boolean has(String where, String threshold) {
        return !threshold.contains("{")
                && switch (where) {
                    case "standard" -> type == MskType.STANDARD;
                    case "per_broker" -> level.compareTo(OnMsk.Level.PER_BROKER) >= 0;
                    default -> true;
                };
    }

    private String filled(String text) {
        return instance.map(known -> text.replace("{instance}", known.name())
                        .replace("{recommended}", Integer.toString(known.recommendedPartitions()))
                        .replace("{most}", Integer.toString(known.maxPartitions())))
                .orElse(text);
    }

    private MskAlarm alarm(int broker, String[] words, String tells) {
        return new MskAlarm(
                cluster + (broker == 0 ? "" : "-broker" + broker) + "-" + words[0],
                tells,
                List.of(words[3].split("\\+")),
                broker == 0 ? Optional.empty() : Optional.of(broker),
                words[4],
                words[5].startsWith("<") ? "LessThanThreshold" : "GreaterThanThreshold",
                Double.parseDouble(words[5].substring(1)),
                Integer.parseInt(words[6]),
                words[7],
                Optional.of(words[8]).filter(golden -> !golden.equals("-")));
    }
}
