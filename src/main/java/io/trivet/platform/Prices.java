package io.trivet.platform;

import io.trivet.problem.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * List prices in US dollars, approximate.
 *
 * @param date on which the table was last compared with AWS
 * @param regions whose prices are known, in the order of the columns
 * @param values of each line, by its words before the first number
 */
public record Prices(String date, List<String> regions, SortedMap<String, List<Double>> values) {
    private static final Pattern TYPE =
            Pattern.compile("((?:kafka\\.|express\\.)?[a-z]+\\d[a-z]*)\\.(nano|micro|small|medium|large|(\\d*)xlarge)");

    /** The table that comes with Trivet. */
    public static Prices read() {
        String date = "";
        List<String> regions = List.of();
        SortedMap<String, List<Double>> values = new TreeMap<>();
        for (String line : Resource.rows(Prices.class, "prices.txt")) {
            List<String> words = List.of(line.split(" +"));
            if (words.get(0).equals("date")) {
                date = words.get(1);
            } else if (words.get(0).equals("regions")) {
                regions = words.subList(1, words.size());
            } else {
                List<String> names =
                        words.stream().filter(word -> !word.matches("[0-9.]+")).toList();
                List<Double> prices = new ArrayList<>();
                words.stream()
                        .filter(word -> word.matches("[0-9.]+"))
                        .map(Double::valueOf)
                        .forEach(prices::add);
                values.put(String.join(" ", names), List.copyOf(prices));
            }
        }
        return new Prices(date, List.copyOf(regions), values);
    }

    /** The region itself where the table has a column for it, else the first one of the table. */
    public String column(String region) {
        return regions.contains(region) ? region : regions.get(0);
    }

    /** The price of a line in a region; empty where the table has no such line. */
    public Optional<Double> of(String line, String region) {
        List<Double> columns = values.get(line);
        if (columns == null || columns.isEmpty()) {
            return Optional.empty();
        }
        int column = Math.max(0, regions.indexOf(region));
        return Optional.of(columns.get(Math.min(column, columns.size() - 1)));
    }

    /**
     * What an hour of an instance type costs, of EC2 or, by its full name, of MSK; empty for a family that the table
     * does not have.
     */
    public Optional<Double> hour(String type, String region) {
        Matcher name = TYPE.matcher(type);
        if (!name.matches()) {
            return Optional.empty();
        }
        double larges = switch (name.group(2)) {
            case "nano" -> 1 / 16.0;
            case "micro" -> 1 / 8.0;
            case "small" -> 1 / 4.0;
            case "medium" -> 1 / 2.0;
            case "large" -> 1;
            default -> 2.0 * (name.group(3).isEmpty() ? 1 : Integer.parseInt(name.group(3)));
        };
        return of("instance " + name.group(1), region).map(price -> price * larges);
    }
}
