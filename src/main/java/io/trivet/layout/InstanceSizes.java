package io.trivet.layout;

import io.trivet.problem.Resource;
import io.trivet.stack.DataSize;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which sizes each family of EC2 instances has, from {@code instances.txt} beside this class.
 *
 * @param date on which AWS had these
 * @param families by their names, the sizes of each by theirs, the smallest first
 */
record InstanceSizes(String date, SortedMap<String, List<Size>> families) {
    private static final Pattern MULTIPLE = Pattern.compile("(\\d+)xlarge|metal-(\\d+)xl");

    /** The table that comes with Trivet. */
    static final InstanceSizes TABLE = read();

    /**
     * A size of a family.
     *
     * @param name {@code 2xlarge}
     */
    record Size(String name, int vcpus, DataSize memory) {}

    /** The size of a type, {@code m7g.2xlarge}; empty for one that AWS does not have. */
    Optional<Size> of(String type) {
        int dot = type.indexOf('.');
        return dot < 0
                ? Optional.empty()
                : sizes(type.substring(0, dot)).stream()
                        .filter(size -> size.name.equals(type.substring(dot + 1)))
                        .findFirst();
    }

    /** The sizes of a family; none for one that AWS does not have. */
    List<Size> sizes(String family) {
        return families.getOrDefault(family, List.of());
    }

    private static InstanceSizes read() {
        String date = "";
        SortedMap<String, List<Size>> families = new TreeMap<>();
        for (String row : Resource.rows(InstanceSizes.class, "instances.txt")) {
            List<String> words = List.of(row.split(" +"));
            if (words.get(0).equals("date")) {
                date = words.get(1);
                continue;
            }
            double gibPerCpu = Double.parseDouble(words.get(1));
            List<Size> sizes = new ArrayList<>();
            words.subList(2, words.size()).forEach(word -> sizes.add(size(word, gibPerCpu)));
            families.put(words.get(0), Collections.unmodifiableList(sizes));
        }
        return new InstanceSizes(date, Collections.unmodifiableSortedMap(families));
    }

    private static Size size(String word, double gibPerCpu) {
        List<String> parts = List.of(word.split("[=/]"));
        int vcpus = parts.size() > 1 ? Integer.parseInt(parts.get(1)) : vcpus(parts.get(0));
        double gib = parts.size() > 1 ? Double.parseDouble(parts.get(2)) : vcpus * gibPerCpu;
        return new Size(parts.get(0), vcpus, DataSize.mib(Math.round(gib * 1024)));
    }

    private static int vcpus(String size) {
        Matcher multiple = MULTIPLE.matcher(size);
        if (multiple.matches()) {
            return 4 * Integer.parseInt(size.replaceAll("\\D", ""));
        }
        return switch (size) {
            case "medium" -> 1;
            case "large" -> 2;
            case "xlarge" -> 4;
            default -> throw new IllegalStateException("this is a bug in Trivet: the size " + size);
        };
    }
}
