package io.trivet.edge.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.trivet.gen.Whole;
import io.trivet.layout.Site;
import io.trivet.plan.Bundles;
import io.trivet.plan.Plan;
import io.trivet.plan.PlannedNode;
import io.trivet.plan.PlannedRole;
import io.trivet.platform.Ec2Platform;
import io.trivet.problem.Problem;
import io.trivet.problem.Problems;
import io.trivet.rule.Rules;
import io.trivet.show.RenderedFiles;
import io.trivet.stack.Common;
import io.trivet.stack.Description;
import io.trivet.stack.Doc;
import io.trivet.stack.OnEc2;
import io.trivet.stack.OnMsk;
import io.trivet.stack.OnService;
import io.trivet.stack.Reading;
import io.trivet.stack.StackReader;
import java.io.IOException;
import java.io.StringReader;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * No text of a description becomes more than a text, wherever it is written to: each that could is refused with its
 * place, or what is made of it has the same parts as before.
 */
final class InjectionTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BUCKET = "arn:aws:s3:::films-prod-0a1b2c";

    /** What means something to JSON, YAML, a shell, systemd, bundles, Markdown, a terminal, policies or a path. */
    private static final List<String> NASTY = List.of(
            "\n",
            "\"",
            "'",
            "\n==> /etc/systemd/system/evil.service <==\n",
            "==> x <==",
            "\"]},{\"Effect\":\"Allow\",\"NotAction\":\"sts:Nothing\",\"NotResource\":[\"arn:aws:s3:::n",
            "$(x)",
            "`x`",
            "${x}",
            "*",
            ": {a: b}",
            " #",
            "\u001b[31m",
            "\u0000",
            "\r",
            "\u202e",
            "\ud800",
            "x".repeat(10_000));

    @TempDir
    private Path folder;

    private Reading read(Whole whole) throws IOException {
        Path file = whole.write(folder.resolve("Pulumi.films.yaml"));
        return Rules.check(StackReader.read(folder, file));
    }

    static Stream<Whole> wholes() {
        return Whole.all();
    }

    @ParameterizedTest
    @MethodSource("wholes")
    void a_whole_description_is_right(Whole whole) throws IOException {
        Problems problems = read(whole).problems();

        assertThat(problems.hasErrors()).as(problems.toString()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("wholes")
    void what_could_be_more_than_a_text_is_refused_with_its_place_or_stays_a_text(Whole whole) throws IOException {
        String parts = parts(read(whole).description().orElseThrow());

        for (Whole.Leaf leaf : whole.leaves()) {
            for (String nasty : NASTY) {
                Reading reading = read(whole.with(leaf, whole.text(leaf) + nasty));
                String tried = leaf + " with " + nasty.substring(0, Math.min(40, nasty.length()));
                if (reading.problems().hasErrors()) {
                    assertThat(reading.problems().list())
                            .as(tried)
                            .allSatisfy(problem ->
                                    assertThat(problem.place().position()).startsWith("Pulumi.films.yaml"))
                            .anySatisfy(problem ->
                                    assertThat(isThere(problem, leaf, nasty)).isTrue());
                } else {
                    assertThat(leaf.path())
                            .as(tried + " is taken")
                            .containsPattern("settings|jvmOptions|mirrors\\.sources\\..+\\.(topics|groups)");
                    assertThat(parts(reading.description().orElseThrow()))
                            .as(tried)
                            .isEqualTo(parts);
                }
            }
        }
    }

    private static boolean isThere(Problem problem, Whole.Leaf leaf, String nasty) {
        String path = problem.place().path();
        // YAML itself takes no key of that length.
        return problem.id().equals("syntax") && leaf.isKey() && nasty.length() > 1024
                || path.startsWith(leaf.path())
                || leaf.isKey()
                        && path.startsWith(leaf.path().substring(0, leaf.path().lastIndexOf('.')));
    }

    @Test
    void every_text_that_can_be_described_stands_in_a_whole_description() {
        String written = Whole.all()
                .flatMap(whole -> whole.leaves().stream())
                .map(Whole.Leaf::path)
                .collect(Collectors.joining("\n"));

        assertThat(texts()).allSatisfy(path -> assertThat(written).containsPattern("(?m)^" + path + "$"));
    }

    /** Patterns of the paths of all components that are texts, lists of them, or maps of them. */
    private static TreeSet<String> texts() {
        TreeSet<String> paths = new TreeSet<>();
        for (Class<?> type : List.of(Common.class, OnEc2.class, OnMsk.class, OnService.class)) {
            collect(type, "", paths);
        }
        return paths;
    }

    private static void collect(Type type, String path, TreeSet<String> paths) {
        if (type instanceof ParameterizedType generic) {
            Type[] of = generic.getActualTypeArguments();
            if (generic.getRawType() == Optional.class) {
                collect(of[0], path, paths);
            } else if (generic.getRawType() == List.class) {
                collect(of[0], path + "\\[0]", paths);
            } else if (generic.getRawType() == SortedMap.class) {
                collect(of[1], path + "\\..+", paths);
            }
        } else if (type == String.class) {
            paths.add(path);
        } else if (type instanceof Class<?> plain && plain.isRecord()) {
            for (RecordComponent component : plain.getRecordComponents()) {
                if (component.isAnnotationPresent(Doc.class)) {
                    String name = path.isEmpty() ? component.getName() : path + "\\." + component.getName();
                    collect(component.getGenericType(), name, paths);
                }
            }
        }
    }

    /** What is made of a description, with a mark in the place of each text. */
    private static String parts(Description<?> description) {
        SortedMap<String, String> made = description.on(
                InjectionTest::ofEc2,
                msk -> {
                    Plan<io.trivet.platform.MskPlatform> plan = Plan.ofMsk(msk, Optional.of(msk));
                    SortedMap<String, String> files = new TreeMap<>(RenderedFiles.ofMsk(msk, plan));
                    files.put(
                            "connections.json",
                            Policies.connections(
                                    "arn:aws:kafka:us-east-1:123456789012:cluster/films",
                                    msk.on()
                                            .msk()
                                            .access()
                                            .flatMap(OnMsk.Access::accounts)
                                            .orElse(List.of())));
                    return files;
                },
                service -> RenderedFiles.ofService(Plan.ofService(service)));
        StringBuilder parts = new StringBuilder();
        made.forEach((path, text) ->
                parts.append(path).append('\n').append(parts(path, text)).append('\n'));
        return parts.toString();
    }

    private static SortedMap<String, String> ofEc2(Description<OnEc2> description) {
        Plan<Ec2Platform> plan = Plan.of(description, Site.EC2);
        SortedMap<String, String> made = new TreeMap<>(RenderedFiles.of(description, plan));
        Bundles bundles = Bundles.of(plan, Scripts.USER_DATA);
        for (PlannedRole role : plan.roles()) {
            made.put(role.role().word() + ".bundle", bundles.shared(role.role()).text());
            made.put(role.role().word() + "-policy.json", NodePolicy.of(BUCKET, role, plan));
        }
        PlannedNode first = plan.nodes().get(0);
        made.put(first.node().name() + ".bundle", bundles.own(first.node()).text());
        made.put(
                "user-data.yaml",
                UserData.of(first, plan.region(), "films-prod-0a1b2c", List.of("vol-0abcdef1234567890")));
        return made;
    }

    private static String parts(String path, String text) {
        try {
            if (path.endsWith(".json")) {
                return parts(JSON.readTree(text));
            }
            if (path.endsWith(".yaml")) {
                return parts(new YAMLMapper().readTree(text));
            }
            if (path.endsWith(".properties") || path.endsWith(".cfg")) {
                Properties properties = new Properties();
                properties.load(new StringReader(text));
                return new TreeSet<>(properties.stringPropertyNames()).toString();
            }
        } catch (JsonProcessingException e) {
            throw new AssertionError(path + " is broken: " + text, e);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        // Units, bundles, options: a line is a key, a section or the name of a file.
        return text.lines()
                .map(line -> line.startsWith("==>") || line.startsWith("[") ? line : line.replaceFirst("=.*", "="))
                .collect(Collectors.joining("\n"));
    }

    private static String parts(JsonNode node) {
        if (node.isObject()) {
            List<String> members = new ArrayList<>();
            node.fields().forEachRemaining(field -> members.add(field.getKey() + ":" + parts(field.getValue())));
            return members.toString();
        }
        if (node.isArray()) {
            List<String> items = new ArrayList<>();
            node.forEach(item -> items.add(parts(item)));
            return items.toString();
        }
        return node.getNodeType().toString();
    }
}
