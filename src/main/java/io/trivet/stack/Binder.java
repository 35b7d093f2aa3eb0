package io.trivet.stack;

import io.trivet.problem.Place;
import io.trivet.problem.Problem;
import io.trivet.problem.Words;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Turns a {@link Tree} into records: a key is the name of a record component, and its type says what may stand there.
 *
 * <p>Fails: {@code unknown-key}, {@code key-of-other-platform}, {@code missing-value}, {@code wrong-type},
 * {@code bad-value}. All problems of the tree are reported; a record is made as long as every required value could be
 * read.
 */
final class Binder {
    /** Id of the problem with a key that another platform has. */
    static final String OTHER_PLATFORM = "key-of-other-platform";

    private final Places places;
    private final Consumer<Problem> problems;
    private final String platform;

    /** @param platform as described, for what is said of a key that only other platforms have */
    Binder(Places places, Consumer<Problem> problems, String platform) {
        this.places = places;
        this.problems = problems;
        this.platform = platform;
    }

    /** What the tree describes, with brokers of this type; empty when a required value is missing or unreadable. */
    <B extends Record & Brokers> Optional<Description<B>> bind(
            String id, Optional<String> region, Class<B> type, Tree.Fields tree) {
        refuseOthers(tree, DescribedKeys.of(type), "");
        Optional<Common> common =
                Optional.ofNullable(made(Common.class, tree, "")).map(Common.class::cast);
        Optional<B> brokers = Optional.ofNullable(made(type, tree, "")).map(type::cast);
        return common.flatMap(said -> brokers.map(on -> new Description<>(id, region, said, on, places)));
    }

    private @Nullable Object value(Type type, Tree tree, String path) {
        if (type instanceof ParameterizedType generic) {
            if (generic.getRawType() == List.class) {
                return list(generic.getActualTypeArguments()[0], tree, path);
            }
            if (generic.getRawType() == SortedMap.class) {
                return map(generic.getActualTypeArguments()[1], tree, path);
            }
            throw new IllegalStateException("this is a bug in Trivet: no reader for " + type);
        }
        Class<?> plain = (Class<?>) type;
        return plain.isRecord() && Scalar.of(plain).isEmpty() ? record(plain, tree, path) : scalar(plain, tree, path);
    }

    private @Nullable Object record(Class<?> type, Tree tree, String path) {
        if (!(tree instanceof Tree.Fields fields)) {
            wrongType(tree, path, "be a map with the keys " + Words.list(keys(type)));
            return null;
        }
        refuseOthers(fields, keys(type), path);
        return made(type, fields, path);
    }

    private void refuseOthers(Tree.Fields fields, List<String> known, String path) {
        fields.map().forEach((key, field) -> {
            if (!known.contains(key)) {
                unknownKey(key, field.key(), Places.join(path, key), known);
            }
        });
    }

    private @Nullable Object made(Class<?> type, Tree.Fields fields, String path) {
        RecordComponent[] components = type.getRecordComponents();
        @Nullable Object[] values = new Object[components.length];
        boolean complete = true;
        for (int i = 0; i < components.length; i++) {
            Tree.Field field = fields.map().get(components[i].getName());
            values[i] = component(components[i], field == null ? null : field.value(), path);
            complete &= values[i] != null;
        }
        return complete ? construct(type, values) : null;
    }

    private @Nullable Object component(RecordComponent component, @Nullable Tree tree, String parent) {
        String path = Places.join(parent, component.getName());
        Type type = component.getGenericType();
        if (type instanceof ParameterizedType generic && generic.getRawType() == Optional.class) {
            return tree == null
                    ? Optional.empty()
                    : Optional.ofNullable(value(generic.getActualTypeArguments()[0], tree, path));
        }
        if (tree != null) {
            return value(type, tree, path);
        }
        if (type instanceof ParameterizedType generic && generic.getRawType() == SortedMap.class) {
            return Collections.emptySortedMap();
        }
        Doc doc = component.getAnnotation(Doc.class);
        String meaning = doc.value().substring(0, 1).toLowerCase(Locale.ROOT)
                + doc.value().substring(1);
        problems.accept(Problem.error("missing-value", places.at(path), "missing")
                .must("be given: "
                        + (doc.value().startsWith("EC2") || doc.value().startsWith("EBS") ? doc.value() : meaning))
                .mend("add " + component.getName() + ": " + example(component, doc)));
        return null;
    }

    private static String example(RecordComponent component, Doc doc) {
        if (!doc.example().isEmpty()) {
            return doc.example();
        }
        if (component.getType().isEnum()) {
            return constants(component.getType()).get(0);
        }
        if (component.getType() == int.class) {
            return "3";
        }
        if (component.getType() == List.class) {
            return "[us-east-1a, us-east-1b, us-east-1c]";
        }
        return Arrays.stream(component.getType().getRecordComponents())
                .filter(Binder::isRequired)
                .map(inner -> inner.getName() + ": " + example(inner, inner.getAnnotation(Doc.class)))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    /** Whether the user must write it. */
    static boolean isRequired(RecordComponent component) {
        return component.getType() != Optional.class && component.getType() != SortedMap.class;
    }

    private @Nullable Object list(Type type, Tree tree, String path) {
        if (!(tree instanceof Tree.Items items)) {
            wrongType(tree, path, "be a list, written as [one, two]");
            return null;
        }
        List<Object> list = new ArrayList<>();
        for (int i = 0; i < items.list().size(); i++) {
            Object value = value(type, items.list().get(i), path + "[" + i + "]");
            if (value != null) {
                list.add(value);
            }
        }
        return list.size() == items.list().size() ? Collections.unmodifiableList(list) : null;
    }

    private @Nullable Object map(Type type, Tree tree, String path) {
        if (!(tree instanceof Tree.Fields fields)) {
            wrongType(tree, path, "be a map of names to values");
            return null;
        }
        SortedMap<String, Object> map = new TreeMap<>();
        fields.map().forEach((key, field) -> {
            Object value = value(type, field.value(), Places.join(path, key));
            if (value != null) {
                map.put(key, value);
            }
        });
        return map.size() == fields.map().size() ? Collections.unmodifiableSortedMap(map) : null;
    }

    private @Nullable Object scalar(Class<?> type, Tree tree, String path) {
        Scalar scalar = Scalar.of(type)
                .orElseThrow(() -> new IllegalStateException("this is a bug in Trivet: no reader for " + type));
        if (!(tree instanceof Tree.Leaf leaf) || leaf.isNull()) {
            wrongType(tree, path, "be " + scalar.form());
            return null;
        }
        Optional<?> value = scalar.parse().apply(leaf.text());
        if (value.isEmpty()) {
            problems.accept(Problem.error(
                            "bad-value",
                            places.at(path),
                            leaf.text().isEmpty() ? "empty" : leaf.text().isBlank() ? "blank" : leaf.text())
                    .must("be " + scalar.form())
                    .mend(scalar.mend(leaf.text())));
        }
        return value.orElse(null);
    }

    private void wrongType(Tree tree, String path, String must) {
        problems.accept(Problem.error("wrong-type", places.at(path), kind(tree, path))
                .must(must)
                .mend("write it in that form, or remove the key"));
    }

    private void unknownKey(String key, Place place, String path, List<String> known) {
        List<String> elsewhere = DescribedKeys.platformsWith(path).stream()
                .filter(other -> !other.equals(platform))
                .toList();
        if (!elsewhere.isEmpty()) {
            problems.accept(Problem.error(
                            OTHER_PLATFORM,
                            new Place(place.file(), place.line(), place.column(), path),
                            "the key " + key + ", which is there for platform " + Words.list(elsewhere))
                    .must("be left out on platform " + platform + ", " + why(path))
                    .mend("remove it; where it is inherited, write " + key + ": null"));
            return;
        }
        String mend = Words.nearest(key, known)
                .map(nearest -> "write " + nearest + ", or remove it")
                .orElse("remove it");
        problems.accept(Problem.error(
                        "unknown-key",
                        new Place(place.file(), place.line(), place.column(), path),
                        "the unknown key " + key)
                .must("be one of " + Words.list(known))
                .mend(mend));
    }

    private static String why(String path) {
        return switch (path) {
            case "kafka.plugins" -> "whose brokers take no jars of others";
            case "connect" ->
                "where Trivet runs no nodes: connectors there are a matter of MSK Connect, or of the service";
            case "mirrors" -> "where Trivet runs no nodes: copy with MSK Replicator, or with what the service has";
            default -> "where nothing would read it";
        };
    }

    private static String kind(Tree tree, String path) {
        if (tree instanceof Tree.Fields) {
            return "a map";
        }
        if (tree instanceof Tree.Items) {
            return "a list";
        }
        if (!(tree instanceof Tree.Leaf leaf) || leaf.isNull()) {
            return "empty";
        }
        return Secrets.mayStandAt(path)
                ? "a text of " + leaf.text().length() + " characters"
                : "the value " + leaf.text();
    }

    /** The keys of a record, in the order of its components. */
    static List<String> keys(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getName)
                .toList();
    }

    /** The words that stand for the constants of an enum. */
    static List<String> constants(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(constant -> constant.toString().toLowerCase(Locale.ROOT).replace('_', '-'))
                .toList();
    }

    private static Object construct(Class<?> type, @Nullable Object[] values) {
        Class<?>[] types = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(types);
            return constructor.newInstance(values);
        } catch (NoSuchMethodException | InstantiationException | IllegalAccessException e) {
            throw new IllegalStateException("this is a bug in Trivet: a record without its constructor", e);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException("this is a bug in Trivet: a record refused what its reader accepted", e);
        }
    }

    /**
     * How one type of scalar is read.
     *
     * @param form what it must be, after "be"
     * @param words of which it is one; none where it may be anything of that form
     * @param parse text to value
     */
    record Scalar(String form, List<String> words, Function<String, Optional<?>> parse) {
        Scalar(String form, Function<String, Optional<?>> parse) {
            this(form, List.of(), parse);
        }

        /** A size as people write it who do not mind 7 % more or less. */
        private static final Pattern LOOSE_SIZE = Pattern.compile("(\\d+) *([KMGTPkmgtp])i?[Bb]?(/s)?");

        static Optional<Scalar> of(Class<?> type) {
            if (type == String.class) {
                return Optional.of(new Scalar("text", Optional::of));
            }
            if (type == int.class || type == Integer.class) {
                return Optional.of(new Scalar("a whole number", Scalar::integer));
            }
            if (type == DataSize.class) {
                return Optional.of(
                        new Scalar("a size with a unit of B, KiB, MiB, GiB, TiB or PiB, as 500GiB", DataSize::parse));
            }
            if (type == Throughput.class) {
                return Optional.of(new Scalar("a rate, as 250MiB/s", Throughput::parse));
            }
            if (type == Span.class) {
                return Optional.of(new Scalar("a time with a unit of ms, s, m, h or d, as 60s", Span::parse));
            }
            if (type == LocalDate.class) {
                return Optional.of(new Scalar("a day, as 2026-11-25", Scalar::day));
            }
            if (type == Cidr.class) {
                return Optional.of(new Scalar("a block of IPv4 addresses, as 10.20.0.0/16", Cidr::parse));
            }
            if (ClientSource.class.isAssignableFrom(type)) {
                return Optional.of(new Scalar(ClientSource.FORM, ClientSource::parse));
            }
            if (type == Boolean.class) {
                return Optional.of(new Scalar(
                        "true or false",
                        text -> text.matches("true|false") ? Optional.of(Boolean.valueOf(text)) : Optional.empty()));
            }
            if (type == LogLevel.class) {
                return Optional.of(new Scalar("one of " + Words.list(LogLevel.words()), LogLevel::parse));
            }
            if (type.isEnum()) {
                List<String> words = constants(type);
                return Optional.of(new Scalar(
                        words.size() == 1 ? words.get(0) : "one of " + Words.list(words),
                        words,
                        text -> words.contains(text)
                                ? Optional.of(type.getEnumConstants()[words.indexOf(text)])
                                : Optional.empty()));
            }
            return Optional.empty();
        }

        /** The word that is meant; empty where there is none that is nearer than all others. */
        private Optional<String> meant(String text) {
            return Words.nearest(text, words)
                    .filter(nearest -> Words.nearest(
                                    text,
                                    words.stream()
                                            .filter(word -> !word.equals(nearest))
                                            .toList())
                            .filter(other -> Words.distance(text, other) <= Words.distance(text, nearest))
                            .isEmpty());
        }

        /** Pulumi hands a day of YAML on with the midnight that Go adds to it. */
        private static Optional<LocalDate> day(String text) {
            try {
                return Optional.of(LocalDate.parse(text.replace(" 00:00:00 +0000 UTC", "")));
            } catch (DateTimeParseException e) {
                return Optional.empty();
            }
        }

        private static Optional<Integer> integer(String text) {
            return text.matches("-?\\d{1,9}") ? Optional.of(Integer.parseInt(text)) : Optional.empty();
        }

        /** What to type instead of the text that could not be read. */
        String mend(String text) {
            Matcher size = LOOSE_SIZE.matcher(text);
            if (size.matches()) {
                String binary = size.group(1) + size.group(2).toUpperCase(Locale.ROOT) + "iB";
                for (String candidate : List.of(binary, binary + "/s")) {
                    if (parse.apply(candidate).isPresent()) {
                        return "write " + candidate;
                    }
                }
            }
            return meant(text.toLowerCase(Locale.ROOT))
                    .map(word -> "write " + word)
                    .orElse("write it in that form");
        }
    }
}
