package io.trivet;

import io.trivet.layout.Site;
import io.trivet.monitor.Tool;
import io.trivet.plan.MonitoringFiles;
import io.trivet.plan.Plan;
import io.trivet.stack.Description;
import io.trivet.stack.OnEc2;
import io.trivet.stack.StackReader;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** What is written to watch the example stacks, every line of it. */
final class MonitoringTest {
    private static final Path ROOT = Path.of("").toAbsolutePath();

    @TestFactory
    Stream<DynamicNode> every_example_is_watched_by_these_files() {
        return Golden.of(MonitoringTest.class, "monitor")
                .cases(folder -> outputs(folder.getFileName().toString()));
    }

    private static SortedMap<String, String> outputs(String stack) {
        Description<OnEc2> description = StackReader.read(ROOT, ROOT.resolve("stacks/Pulumi." + stack + ".yaml"))
                .ec2()
                .orElseThrow();
        SortedMap<String, String> outputs = new TreeMap<>();
        for (Tool tool : Tool.values()) {
            // As the files for Prometheus were the first, they have no folder of their own.
            String folder = tool == Tool.PROMETHEUS ? "" : tool + "/";
            SortedMap<String, String> files =
                    MonitoringFiles.of(Plan.of(description, Site.EC2), tool).files();
            files.forEach((path, text) -> outputs.put(folder + path, text));
            SortedMap<String, String> here = MonitoringFiles.of(
                            Plan.of(description, new Site.ThisMachine("/home/films/.trivet/" + stack, false)), tool)
                    .files();
            // What differs says where the exporters are.
            files.forEach((path, text) -> {
                if (!text.equals(here.get(path))) {
                    outputs.put(folder + "local/" + path, here.get(path));
                }
            });
        }
        return outputs;
    }
}
