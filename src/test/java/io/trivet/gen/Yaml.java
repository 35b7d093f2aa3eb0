package io.trivet.gen;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** YAML text in which everything that means nothing is left to chance. */
final class Yaml {
    private static final List<String> COMMENTS =
            List.of("# mind the gap", "#", "#: not: a: key", "# brokers: {nodes: 99}");

    private final Random chance;
    private final StringBuilder text = new StringBuilder();

    private Yaml(Random chance) {
        this.chance = chance;
    }

    static String stack(Sample sample, Random chance) {
        Yaml yaml = new Yaml(chance);
        yaml.line(0, "config:");
        boolean regionFirst = chance.nextBoolean();
        if (regionFirst) {
            yaml.line(2, "aws:region: " + sample.region());
        }
        yaml.line(2, "trivet:cluster:");
        yaml.block(4, sample.cluster());
        if (!regionFirst) {
            yaml.line(2, "aws:region: " + sample.region());
        }
        return yaml.text.toString();
    }

    private void block(int indent, Map<?, ?> map) {
        for (Map.Entry<?, ?> entry : shuffled(map)) {
            String key = scalar(entry.getKey());
            Object value = entry.getValue();
            if (value instanceof Map<?, ?> inner && !inner.isEmpty() && chance.nextBoolean()) {
                line(indent, key + ":");
                block(indent + 1 + chance.nextInt(4), inner);
            } else if (value instanceof List<?> list && chance.nextBoolean()) {
                line(indent, key + ":");
                list.forEach(item -> line(indent + 2, "- " + scalar(item)));
            } else {
                line(indent, key + ": " + flow(value));
            }
        }
    }

    private String flow(Object value) {
        if (value instanceof Map<?, ?> map) {
            List<String> fields = new ArrayList<>();
            shuffled(map).forEach(entry -> fields.add(scalar(entry.getKey()) + ": " + flow(entry.getValue())));
            return "{" + String.join(", ", fields) + "}";
        }
        if (value instanceof List<?> list) {
            return "[" + String.join(", ", list.stream().map(this::scalar).toList()) + "]";
        }
        return scalar(value);
    }

    private String scalar(Object value) {
        return switch (chance.nextInt(4)) {
            case 0 -> "\"" + value + "\"";
            case 1 -> "'" + value + "'";
            default -> value.toString().contains(",") ? "'" + value + "'" : value.toString();
        };
    }

    private void line(int indent, String line) {
        if (chance.nextInt(8) == 0) {
            text.append(" ".repeat(chance.nextInt(12)))
                    .append(COMMENTS.get(chance.nextInt(COMMENTS.size())))
                    .append('\n');
        }
        if (chance.nextInt(10) == 0) {
            text.append('\n');
        }
        text.append(" ".repeat(indent)).append(line);
        if (chance.nextInt(8) == 0) {
            text.append("  ").append(COMMENTS.get(chance.nextInt(COMMENTS.size())));
        }
        text.append('\n');
    }

    private List<Map.Entry<?, ?>> shuffled(Map<?, ?> map) {
        List<Map.Entry<?, ?>> entries = new ArrayList<>(map.entrySet());
        Collections.shuffle(entries, chance);
        return entries;
    }
}
