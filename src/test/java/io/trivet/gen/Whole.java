package io.trivet.gen;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A right description in which every text that can be written is written, so that each can be replaced by another.
 *
 * @param cluster value of {@code trivet:cluster}
 */
public record Whole(String name, ObjectNode cluster) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path FOLDER = Path.of("src/test/resources/io/trivet/gen");

    /** One place of a text: a value, or the key of a map whose names are free. */
    public record Leaf(String pointer, boolean isKey) {
        /** The path by which a problem names it. */
        public String path() {
            return pointer.substring(1)
                    .replaceAll("/(\\d+)(?=/|$)", "[$1]")
                    .replace('/', '.')
                    .replace("~1", "/");
        }

        @Override
        public String toString() {
            return (isKey ? "key " : "") + path();
        }
    }

    /** One for each platform, and two for EC2. */
    public static Stream<Whole> all() {
        return Stream.of("whole-zookeeper", "whole-kraft", "whole-msk", "whole-aiven", "whole-confluent")
                .map(name -> {
                    try {
                        return new Whole(name, (ObjectNode)
                                new YAMLMapper().readTree(Files.readString(FOLDER.resolve(name + ".yaml"))));
                    } catch (IOException e) {
                        throw new java.io.UncheckedIOException(e);
                    }
                });
    }

    /** All texts, and all keys that a person chooses. */
    public List<Leaf> leaves() {
        List<Leaf> leaves = new ArrayList<>();
        collect("", cluster, leaves);
        return leaves;
    }

    private static void collect(String at, JsonNode node, List<Leaf> leaves) {
        if (node.isObject()) {
            boolean free = at.matches(
                    "/(tags|topics|registries|clients|users|mirrors/sources|users/[^/]+/(topics|groups)|network/subnets|network/listeners|registries/[^/]+/schemas|registries/[^/]+/schemas/[^/]+/references)|.*/settings|.*/logLevels");
            node.fields().forEachRemaining(field -> {
                String inner = at + "/" + field.getKey().replace("~", "~0").replace("/", "~1");
                if (free) {
                    leaves.add(new Leaf(inner, true));
                }
                collect(inner, field.getValue(), leaves);
            });
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                collect(at + "/" + i, node.get(i), leaves);
            }
        } else {
            leaves.add(new Leaf(at, false));
        }
    }

    /** What stands there. */
    public String text(Leaf leaf) {
        return leaf.isKey()
                ? leaf.pointer().substring(leaf.pointer().lastIndexOf('/') + 1)
                : cluster.at(leaf.pointer()).asText();
    }

    /** The same with another text there. */
    public Whole with(Leaf leaf, String text) {
        ObjectNode changed = cluster.deepCopy();
        int slash = leaf.pointer().lastIndexOf('/');
        JsonNode parent = changed.at(leaf.pointer().substring(0, slash));
        String last = leaf.pointer().substring(slash + 1).replace("~1", "/").replace("~0", "~");
        if (leaf.isKey()) {
            JsonNode value = ((ObjectNode) parent).remove(last);
            ((ObjectNode) parent).set(text, value);
        } else if (parent instanceof ArrayNode list) {
            list.set(Integer.parseInt(last), JSON.getNodeFactory().textNode(text));
        } else {
            ((ObjectNode) parent).put(last, text);
        }
        return new Whole(name, changed);
    }

    /** Writes it as a stack file, with the stack beside it that its mirrors copy from. */
    public Path write(Path file) throws IOException {
        String source = "Pulumi.west.yaml";
        Files.copy(FOLDER.resolve(source), file.resolveSibling(source), StandardCopyOption.REPLACE_EXISTING);
        ObjectNode stack = JSON.createObjectNode();
        ObjectNode config = stack.putObject("config");
        config.put("aws:region", "us-east-1");
        config.set("trivet:cluster", cluster);
        // JSON is YAML, and has an escape for every character.
        return Files.write(
                file,
                JSON.writer()
                        .with(com.fasterxml.jackson.core.json.JsonWriteFeature.ESCAPE_NON_ASCII)
                        .writeValueAsString(stack)
                        .getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return name;
    }
}
