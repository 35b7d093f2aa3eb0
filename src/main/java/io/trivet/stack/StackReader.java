package io.trivet.stack;

import io.trivet.problem.Place;
import io.trivet.problem.Problem;
import io.trivet.problem.Problems;
import io.trivet.problem.Words;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Reads a stack's description: {@code Pulumi.<stack>.yaml}, and what it extends.
 *
 * <p>Fails: {@code no-file}, {@code no-cluster}, {@code extends-cycle}, and what {@link BaseFile}, {@link TreeReader},
 * {@link OneLine}, {@link Secrets} and {@link Binder} find.
 *
 * <p>Source: https://www.pulumi.com/docs/iac/concepts/config (stack configuration files).
 */
public final class StackReader {
    private static final String CLUSTER = "trivet:cluster";
    private static final String REGION = "aws:region";

    /** Beside the configuration of a stack that was deployed: the stacks that its mirrors copy from, as they were. */
    private static final String SOURCES = "trivet:sources";

    private static final Place NOWHERE = Place.ofPath("");
    private static final List<String> UNKNOWN = List.of("unknown-key", Binder.OTHER_PLATFORM);

    /** What Pulumi takes for a name, and no path. */
    private static final Pattern STACK = Pattern.compile("[A-Za-z0-9_.-]{1,100}");

    private final List<Problem> problems = new ArrayList<>();
    private final Function<Path, String> shown;
    private final Texts texts;
    private final List<Path> roots;

    /** @param roots folders beneath which lies what can be extended */
    private StackReader(Function<Path, String> shown, Texts texts, List<Path> roots) {
        this.shown = shown;
        this.texts = texts;
        this.roots = List.copyOf(roots);
    }

    /** The description in a stack file. File names in problems are relative to {@code root} where they lie below it. */
    public static Reading read(Path root, Path file) {
        return read(root, file, Texts.FILES);
    }

    /** The description in a stack file whose text, and that of what it extends, comes from elsewhere. */
    public static Reading read(Path root, Path file, Texts texts) {
        Path base = root.toAbsolutePath().normalize();
        StackReader reader = new StackReader(
                path -> {
                    Path whole = path.toAbsolutePath().normalize();
                    return (whole.startsWith(base) ? base.relativize(whole) : path)
                            .toString()
                            .replace('\\', '/');
                },
                texts,
                List.of(base, BaseFile.repository(file)));
        Optional<Description<?>> description = reader.file(file, true);
        return new Reading(description, new Problems(reader.problems));
    }

    /**
     * The description that Pulumi hands over as configuration.
     *
     * @param id name of the stack
     * @param region value of {@code aws:region}
     * @param json value of {@code trivet:cluster}
     * @param folder where files named by {@code extends} lie
     */
    public static Reading read(String id, Optional<String> region, String json, Path folder) {
        StackReader reader = of(folder);
        Optional<Description<?>> description = TreeReader.json(json, reader.problems::add)
                .flatMap(tree -> reader.description(id, region, tree, folder))
                .map(read -> reader.mirroring(read, folder, Optional.empty()));
        return new Reading(description, new Problems(reader.problems));
    }

    /**
     * The configuration that Pulumi hands over as the text of a stack file that extends nothing: JSON, in one line.
     * What is read of it is the same description, whatever becomes of the files that were extended.
     *
     * @param region value of {@code aws:region}
     * @param json value of {@code trivet:cluster}, which can be read
     * @param folder where files named by {@code extends} lie
     */
    public static String whole(Optional<String> region, String json, Path folder) {
        StackReader reader = of(folder);
        Tree.Fields cluster = TreeReader.json(json, reader.problems::add)
                .filter(Tree.Fields.class::isInstance)
                .flatMap(tree -> reader.extended((Tree.Fields) tree, folder, new ArrayList<>()))
                .orElseThrow(() -> new IllegalStateException("this is a bug in Trivet: it was read before"));
        Map<String, Tree.Field> config = new LinkedHashMap<>();
        region.ifPresent(name -> config.put(REGION, field(new Tree.Leaf(NOWHERE, name, false))));
        config.put(CLUSTER, field(cluster.withoutNulls()));
        Map<String, Tree.Field> file = new LinkedHashMap<>();
        file.put("config", field(new Tree.Fields(NOWHERE, config)));
        Map<String, Tree.Field> sources = new LinkedHashMap<>();
        reader.description("", region, cluster, folder)
                .ifPresent(read -> mirrored(read)
                        .forEach(stack -> reader.load(beside(folder, stack), NOWHERE)
                                .flatMap(tree -> reader.selfContained(tree, folder))
                                .ifPresent(tree -> sources.put(stack, field(tree)))));
        if (!sources.isEmpty()) {
            file.put(SOURCES, field(new Tree.Fields(NOWHERE, sources)));
        }
        return TreeJson.of(new Tree.Fields(NOWHERE, file));
    }

    /** The tree of a stack file that extends nothing any more, without what is not ours in it. */
    private Optional<Tree> selfContained(Tree file, Path folder) {
        Optional<Tree.Fields> config = fields(file, "config");
        return config.flatMap(read -> fields(read, CLUSTER))
                .flatMap(cluster -> extended(cluster, folder, new ArrayList<>()))
                .map(cluster -> {
                    Map<String, Tree.Field> whole = new LinkedHashMap<>();
                    config.map(read -> read.map().get(REGION)).ifPresent(region -> whole.put(REGION, region));
                    whole.put(CLUSTER, field(cluster.withoutNulls()));
                    return new Tree.Fields(NOWHERE, Map.of("config", field(new Tree.Fields(NOWHERE, whole))));
                });
    }

    private static StackReader of(Path folder) {
        return new StackReader(Path::toString, Texts.FILES, List.of(BaseFile.repository(folder.resolve("stack"))));
    }

    private static Tree.Field field(Tree value) {
        return new Tree.Field(NOWHERE, value);
    }

    /** The name of the stack that a file describes: {@code prod-us-east-1} of {@code Pulumi.prod-us-east-1.yaml}. */
    public static String stackOf(Path file) {
        return file.getFileName().toString().replaceFirst("^Pulumi\\.", "").replaceFirst("\\.ya?ml$", "");
    }

    /** The stacks that the mirrors of a description copy from, but for itself. */
    private static List<String> mirrored(Description<?> description) {
        return description
                .on()
                .on(OnEc2::mirrors, msk -> Optional.<Mirrors>empty(), service -> Optional.<Mirrors>empty())
                .map(Mirrors::sources)
                .orElseGet(TreeMap::new)
                .values()
                .stream()
                .flatMap(source -> source.stack().stream())
                .filter(stack -> STACK.matcher(stack).matches() && !stack.equals(description.id()))
                .distinct()
                .toList();
    }

    private static Path beside(Path folder, String stack) {
        return folder.resolve("Pulumi." + stack + ".yaml");
    }

    /**
     * The description with the stacks that its mirrors copy from, as far as they can be read. What is wrong with one of
     * them is said where it is validated.
     *
     * @param given as they were, where they are no longer asked for
     */
    private Description<?> mirroring(Description<?> description, Path folder, Optional<Tree.Fields> given) {
        SortedMap<String, Description<?>> sources = new TreeMap<>();
        for (String stack : mirrored(description)) {
            StackReader reader = new StackReader(shown, texts, roots);
            Path file = beside(folder, stack);
            Optional<Tree> kept = given.map(all -> all.map().get(stack)).map(Tree.Field::value);
            kept.map(tree -> reader.file(file, Optional.of(tree)))
                    .orElseGet(() -> reader.file(file, false))
                    .ifPresent(source -> sources.put(stack, source));
        }
        return description.from(sources);
    }

    /** @param mirrors whether what its mirrors copy from is read, too */
    private Optional<Description<?>> file(Path file, boolean mirrors) {
        Optional<Tree> tree = load(file, new Place(shown.apply(file), 0, 0, ""));
        Optional<Description<?>> description = file(file, tree);
        return mirrors
                ? description.map(
                        read -> mirroring(read, file.resolveSibling(""), tree.flatMap(root -> fields(root, SOURCES))))
                : description;
    }

    private Optional<Description<?>> file(Path file, Optional<Tree> tree) {
        Tree.Fields config = tree.flatMap(root -> fields(root, "config"))
                .orElse(new Tree.Fields(new Place(shown.apply(file), 1, 1, ""), new LinkedHashMap<>()));
        if (tree.isEmpty()) {
            return Optional.empty();
        }
        config.map().forEach((key, field) -> {
            if (key.startsWith("trivet:") && !key.equals(CLUSTER)) {
                problems.add(Problem.error("unknown-key", at(field.key(), "config." + key), "the unknown key " + key)
                        .must("be " + CLUSTER)
                        .mend(Words.nearest(key, List.of(CLUSTER))
                                .map(nearest -> "write " + nearest)
                                .orElse("remove it")));
            }
        });
        Tree.Field cluster = config.map().get(CLUSTER);
        if (cluster == null) {
            problems.add(Problem.error("no-cluster", at(config.place(), "config"), "without " + CLUSTER)
                    .must("hold the description of a cluster under config: " + CLUSTER)
                    .mend("start from one of the files in stacks/"));
            return Optional.empty();
        }
        Optional<String> region = Optional.ofNullable(config.map().get(REGION))
                .map(Tree.Field::value)
                .map(value -> value instanceof Tree.Leaf leaf ? leaf.text() : "");
        return description(stackOf(file), region, cluster.value(), file.resolveSibling(""));
    }

    private Optional<Description<?>> description(String id, Optional<String> region, Tree cluster, Path folder) {
        if (!(cluster instanceof Tree.Fields fields)) {
            problems.add(Problem.error("wrong-type", cluster.place(), "no map")
                    .must("be a map that describes a cluster")
                    .mend("start from one of the files in stacks/"));
            return Optional.empty();
        }
        Optional<Tree.Fields> merged = extended(fields, folder, new ArrayList<>());
        // Nothing is said of a text before it is known to be none that must not be shown.
        Secrets secrets = new Secrets(problems::add);
        if (merged.isEmpty()
                || !secrets.check(merged.get(), "")
                || !new OneLine(problems::add).check(merged.get(), "")) {
            return Optional.empty();
        }
        Tree.Fields shown = secrets.hidden(withoutNulls(merged.get()), "");
        Places places = Places.of(shown);
        int before = problems.size();
        Optional<Description<?>> description = bound(id, region, shown, places);
        boolean readable =
                problems.subList(before, problems.size()).stream().allMatch(problem -> UNKNOWN.contains(problem.id()));
        return description.filter(value -> readable);
    }

    /** The record of the platform that the description names; that of EC2 also where it names none that there is. */
    private Optional<Description<?>> bound(String id, Optional<String> region, Tree.Fields merged, Places places) {
        Tree.Field platform = merged.map().get("platform");
        String word = platform != null && platform.value() instanceof Tree.Leaf leaf ? leaf.text() : "";
        Binder binder = new Binder(places, problems::add, word);
        return switch (word) {
            case "msk" -> binder.bind(id, region, OnMsk.class, merged).map(Function.identity());
            case "external" -> binder.bind(id, region, OnService.class, merged).map(Function.identity());
            default -> binder.bind(id, region, OnEc2.class, merged).map(Function.identity());
        };
    }

    /** The map on top of what it extends, and that on top of what it extends, without the key itself. */
    private Optional<Tree.Fields> extended(Tree.Fields fields, Path folder, List<Path> chain) {
        Map<String, Tree.Field> own = new LinkedHashMap<>(fields.map());
        Tree.Field base = own.remove("extends");
        Tree.Fields rest = new Tree.Fields(fields.place(), own);
        if (base == null) {
            return Optional.of(rest);
        }
        if (!(base.value() instanceof Tree.Leaf name) || name.isNull()) {
            problems.add(Problem.error("wrong-type", at(base.value().place(), "extends"), "no file name")
                    .must("be the name of one file, relative to this one")
                    .mend("write extends: cluster.yaml"));
            return Optional.empty();
        }
        Optional<Path> within = BaseFile.of(roots, folder, name, problems::add);
        if (within.isEmpty()) {
            return Optional.empty();
        }
        Path file = within.get();
        if (chain.contains(file)) {
            List<String> names = chain.subList(chain.indexOf(file), chain.size()).stream()
                    .map(shown)
                    .toList();
            problems.add(Problem.error(
                            "extends-cycle",
                            at(name.place(), "extends"),
                            name.text() + ", which closes a circle through " + Words.list(names))
                    .must("lead to a file that extends nothing")
                    .mend("remove one extends of the circle"));
            return Optional.empty();
        }
        Optional<Tree> loaded = load(file, at(name.place(), "extends"));
        if (loaded.isEmpty()) {
            return Optional.empty();
        }
        if (!(loaded.get() instanceof Tree.Fields below)) {
            problems.add(Problem.error("wrong-type", loaded.get().place(), "no map")
                    .must("be a map that describes a cluster")
                    .mend("write keys and values, as stacks/cluster.yaml does"));
            return Optional.empty();
        }
        List<Path> longer = new ArrayList<>(chain);
        longer.add(file);
        return extended(below, file.resolveSibling(""), longer).map(rest::over);
    }

    private Optional<Tree> load(Path file, Place from) {
        try {
            return TreeReader.yaml(shown.apply(file), texts.read(file), problems::add);
        } catch (NoSuchFileException e) {
            problems.add(Problem.error("no-file", from, "the file " + shown.apply(file) + ", which does not exist")
                    .must("be a file")
                    .mend("correct the name, or create the file"));
        } catch (IOException e) {
            problems.add(Problem.error(
                            "no-file",
                            from,
                            "the file " + shown.apply(file) + ", which cannot be read (" + RegularFile.reason(e) + ")")
                    .must("be a file with UTF-8 text, " + RegularFile.MOST_MIB + " MiB at most")
                    .mend("check its permissions and its encoding"));
        }
        return Optional.empty();
    }

    private Optional<Tree.Fields> fields(Tree tree, String key) {
        if (!(tree instanceof Tree.Fields fields)) {
            problems.add(Problem.error("wrong-type", tree.place(), "no map")
                    .must("be a Pulumi stack file")
                    .mend("start from one of the files in stacks/"));
            return Optional.empty();
        }
        Tree.Field field = fields.map().get(key);
        return field != null && field.value() instanceof Tree.Fields inner ? Optional.of(inner) : Optional.empty();
    }

    /** Nothing behind a colon takes an inherited value away; where none is, something was forgotten. */
    private Tree.Fields withoutNulls(Tree.Fields fields) {
        warnOfNulls(fields, "");
        return fields.withoutNulls();
    }

    private void warnOfNulls(Tree.Fields fields, String path) {
        fields.map().forEach((key, field) -> {
            if (field.value() instanceof Tree.Fields inner) {
                warnOfNulls(inner, Places.join(path, key));
            } else if (field.value() instanceof Tree.Leaf leaf && leaf.isNull()) {
                problems.add(Problem.warning(
                                "empty-value",
                                at(field.key(), Places.join(path, key)),
                                "empty, where there is no inherited value to take away")
                        .must("have a value; it counts as not written")
                        .mend("write a value, {} for a topic or a map without any, or remove the key"));
            }
        });
    }

    private static Place at(Place place, String path) {
        return new Place(place.file(), place.line(), place.column(), path);
    }
}
