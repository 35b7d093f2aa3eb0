package io.trivet;

import io.trivet.layout.Site;
import io.trivet.monitor.Tool;
import io.trivet.monitor.ToolFiles;
import io.trivet.plan.MonitoringFiles;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** What is written to watch stacks, every line of it. */
final class MonitoringTest {
    @TestFactory
    Stream<DynamicNode> every_stack_is_watched_by_these_files() {
        return Golden.of(MonitoringTest.class, "monitor")
                .cases(folder -> outputs(folder.getFileName().toString()));
    }

    private static SortedMap<String, String> outputs(String stack) {
        SortedMap<String, String> outputs = new TreeMap<>();
        for (Tool tool : Tool.values()) {
            // As the files for Prometheus were the first, they have no folder of their own.
            String folder = tool == Tool.PROMETHEUS ? "" : tool + "/";
            SortedMap<String, String> files = ToolFiles.told(stack, tool).files();
            files.forEach((path, text) -> outputs.put(folder + path, text));
            SortedMap<String, String> here = MonitoringFiles.of(
                            ToolFiles.plan(stack, new Site.ThisMachine("/home/films/.trivet/" + stack, false)), tool)
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
