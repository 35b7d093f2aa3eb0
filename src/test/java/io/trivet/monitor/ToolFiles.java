package io.trivet.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.trivet.layout.Site;
import io.trivet.plan.MonitoringFiles;
import io.trivet.plan.Plan;
import io.trivet.platform.Ec2Platform;
import io.trivet.problem.Resource;
import io.trivet.stack.StackReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What is written for a tool, of stacks that differ in what there is to watch. */
public final class ToolFiles {
    /** With workers of Kafka Connect and mirrors, which no example has. */
    static final String COPIES = "copies";

    /** KRaft, ZooKeeper, a quorum of one server of ZooKeeper, and what is beside the brokers. */
    public static final List<String> STACKS = List.of("kraft-us-east-1", "prod-us-east-1", "dev", COPIES);

    private static final Path ROOT = Path.of("").toAbsolutePath();

    private ToolFiles() {}

    /** An example, or the description of a golden case. */
    public static Plan<Ec2Platform> plan(String stack) {
        return plan(stack, Site.EC2);
    }

    /** The same at another site. */
    public static Plan<Ec2Platform> plan(String stack, Site site) {
        String file = "Pulumi." + stack + ".yaml";
        Path own = ROOT.resolve("src/test/resources/golden/monitor/" + stack + "/in")
                .resolve(file);
        Path path = Files.exists(own) ? own : ROOT.resolve("stacks").resolve(file);
        return Plan.of(StackReader.read(ROOT, path).ec2().orElseThrow(), site);
    }

    /** What a tool is given to watch such a stack. */
    public static Told told(String stack, Tool tool) {
        return MonitoringFiles.of(plan(stack), tool);
    }

    /** A file as data, whether it is JSON or YAML. */
    public static JsonNode data(String path, String text) {
        try {
            return (path.endsWith(".json") ? new ObjectMapper() : new YAMLMapper()).readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(path, e);
        }
    }

    /** Holds data against a schema beside this class. */
    public static void valid(String schema, JsonNode data) {
        assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                        .getSchema(Resource.text(ToolFiles.class, schema))
                        .validate(data))
                .as(data.toString())
                .isEmpty();
    }
}
