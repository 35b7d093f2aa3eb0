package io.trivet.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;

/**
 * The settings that ZooKeeper's server reads, out of its classes: names that {@code QuorumPeerConfig} compares with,
 * and system properties, since it hands all other lines of zoo.cfg on as {@code zookeeper.<name>}. What it makes of the
 * text says what the text must be.
 */
final class ZooKeeperNames {
    private static final Pattern READS =
            Pattern.compile("getInteger|getLong|getBoolean|getProperty|parseProperties|parse(Int|Long|Boolean)");
    private static final Pattern CLASS = Pattern.compile("^\\S.*?\\b(?:class|interface) (\\S+).*");
    private static final Pattern STEP = Pattern.compile("^ +\\d+: (\\w+) *(.*)");
    private static final Pattern TEXT = Pattern.compile(".*// String (\\S+)$");
    private static final Pattern KIND = Pattern.compile(
            ".*Method (?:java/lang/)?(?:[\\w/$]+[.])?(getInteger|getLong|getBoolean|parseInt|parseLong|parseBoolean"
                    + "|parseDouble|parseFloat|getProperty|getPropertyBackwardCompatibleWay):.*");
    private static final Pattern OF_THE_JVM = Pattern.compile("(jute|readonlymode|znode[.]container)[.].*");

    /** What only clients, tools and tests read. */
    private static final Pattern NOT_OF_SERVERS =
            Pattern.compile(".*(test|Cli|cli/|client/|ClientCnxn|ZooKeeperMain|/graph/|/txnlog/|JLine|Shell).*");

    /** Values that it compares with, and what it writes itself. */
    private static final List<String> NO_SETTING = List.of("observer", "participant", "version");

    /** How far behind a name the call may stand that reads it, in instructions. */
    private static final int WINDOW = 14;

    private static final int PARSED_WITHIN = 9;

    private record Step(String type, String operation, String argument) {}

    private ZooKeeperNames() {}

    /** Name and kind of each setting: {@code int}, {@code long}, {@code double}, {@code boolean} or {@code text}. */
    static SortedMap<String, String> of(List<Path> jars) throws IOException {
        List<Step> steps = steps(jars);
        SortedMap<String, String> names = new TreeMap<>();
        for (int i = 0; i < steps.size(); i++) {
            Matcher text = TEXT.matcher(steps.get(i).argument());
            if (steps.get(i).operation().startsWith("ldc") && text.matches()) {
                String found = text.group(1);
                int at = i;
                name(steps, at, found)
                        .ifPresent(name ->
                                names.merge(name, kind(steps, at), (one, other) -> one.equals("text") ? other : one));
            }
        }
        return names;
    }

    private static Optional<String> name(List<Step> steps, int at, String text) {
        if (text.matches("zookeeper[.][A-Za-z0-9][\\w.]*\\w") && !text.equals("zookeeper.version")) {
            return Optional.of(text.substring("zookeeper.".length()));
        }
        if (OF_THE_JVM.matcher(text).matches()) {
            return Optional.of(text);
        }
        return isCompared(steps, at) && text.matches("[a-z][A-Za-z.-]+") && !NO_SETTING.contains(text)
                ? Optional.of(text)
                : Optional.empty();
    }

    private static boolean isCompared(List<Step> steps, int at) {
        return steps.get(at).type().endsWith(".QuorumPeerConfig")
                && at + 1 < steps.size()
                && steps.get(at + 1).argument().contains("java/lang/String.equals:");
    }

    /** Of the first call that reads it; what a text is parsed as stands right behind. */
    private static String kind(List<Step> steps, int at) {
        int end = Math.min(steps.size(), at + WINDOW);
        boolean read = false;
        for (int i = at + 1; i < end; i++) {
            Step step = steps.get(i);
            boolean text = step.operation().startsWith("ldc")
                    && TEXT.matcher(step.argument()).matches();
            if (step.operation().equals("Code") || isName(step) || (text && read) || (text && isCompared(steps, i))) {
                break;
            }
            Matcher call = KIND.matcher(step.argument());
            if (call.matches() && call.group(1).startsWith("getProperty")) {
                end = Math.min(end, i + PARSED_WITHIN);
                read = true;
            } else if (call.matches()) {
                return switch (call.group(1)) {
                    case "getInteger", "parseInt" -> "int";
                    case "getLong", "parseLong" -> "long";
                    case "getBoolean", "parseBoolean" -> "boolean";
                    default -> "double";
                };
            }
        }
        return "text";
    }

    private static boolean isName(Step step) {
        Matcher text = TEXT.matcher(step.argument());
        return step.operation().startsWith("ldc")
                && text.matches()
                && text.group(1).startsWith("zookeeper.");
    }

    private static List<Step> steps(List<Path> jars) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("-p", "-c", "-cp"));
        arguments.add(String.join(
                System.getProperty("path.separator"),
                jars.stream().map(Path::toString).toList()));
        for (Path jar : jars) {
            arguments.addAll(readers(jar));
        }
        StringWriter out = new StringWriter();
        ToolProvider.findFirst("javap")
                .orElseThrow()
                .run(new PrintWriter(out), new PrintWriter(new StringWriter()), arguments.toArray(String[]::new));
        List<Step> steps = new ArrayList<>();
        String type = "";
        for (String line : out.toString().lines().toList()) {
            Matcher declared = CLASS.matcher(line);
            Matcher step = STEP.matcher(line);
            if (declared.matches()) {
                type = declared.group(1);
            } else if (step.matches()) {
                steps.add(new Step(type, step.group(1), step.group(2)));
            } else if (line.strip().equals("Code:")) {
                steps.add(new Step(type, "Code", ""));
            }
        }
        return steps;
    }

    private static List<String> readers(Path jar) throws IOException {
        List<String> types = new ArrayList<>();
        try (JarFile file = new JarFile(jar.toFile())) {
            for (JarEntry entry : file.stream().toList()) {
                String name = entry.getName();
                if (name.endsWith(".class") && !NOT_OF_SERVERS.matcher(name).matches()) {
                    try (InputStream in = file.getInputStream(entry)) {
                        if (READS.matcher(new String(in.readAllBytes(), StandardCharsets.ISO_8859_1))
                                .find()) {
                            types.add(name.substring(0, name.length() - ".class".length())
                                    .replace('/', '.'));
                        }
                    }
                }
            }
        }
        return types;
    }
}
