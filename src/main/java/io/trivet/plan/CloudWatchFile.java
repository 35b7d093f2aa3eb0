package io.trivet.plan;

import io.trivet.platform.ec2.NodeAlarm;
import io.trivet.platform.ec2.Upkeep;
import io.trivet.process.ConfigFile;
import io.trivet.process.JsonDocument;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the agent of CloudWatch does on the nodes of a role, each of which puts its name in the place of {@code {node}};
 * nothing where nothing is to be seen there.
 *
 * <p>Source:
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-Agent-Configuration-File-Details.html.
 */
final class CloudWatchFile {
    private static final String PATH = "/etc/trivet/cloudwatch.json";
    private static final String NODE = "{node}";

    private CloudWatchFile() {}

    /**
     * The file of a role.
     *
     * @param data folders of the data of its nodes
     */
    static ConfigFile of(Upkeep upkeep, String stack, String role, List<String> data) {
        Map<String, Object> file = new LinkedHashMap<>();
        if (upkeep.isWatched()) {
            Map<String, Object> agent = new LinkedHashMap<>();
            agent.put("metrics_collection_interval", 60);
            agent.put("omit_hostname", true);
            agent.put("run_as_user", "root");
            file.put("agent", agent);
        }
        if (upkeep.metrics()) {
            Map<String, Object> metrics = new LinkedHashMap<>();
            metrics.put("namespace", NodeAlarm.OURS);
            metrics.put("metrics_collected", collected(stack, data));
            file.put("metrics", metrics);
        }
        if (upkeep.logDays().isPresent()) {
            Object files = Collections.singletonMap("collect_list", List.of(log(Upkeep.logGroup(stack, role))));
            file.put("logs", Collections.singletonMap("logs_collected", Collections.singletonMap("files", files)));
        }
        return new ConfigFile(PATH, JsonDocument.of(file));
    }

    private static Map<String, Object> collected(String stack, List<String> data) {
        Map<String, Object> dimensions = new LinkedHashMap<>();
        dimensions.put("Stack", stack);
        dimensions.put("Node", NODE);
        Map<String, Object> memory = new LinkedHashMap<>();
        memory.put("measurement", List.of("used_percent"));
        memory.put("append_dimensions", dimensions);
        Map<String, Object> disk = new LinkedHashMap<>();
        disk.put("measurement", List.of("used_percent"));
        List<String> seen = new ArrayList<>(List.of("/"));
        seen.addAll(data);
        disk.put("resources", seen);
        disk.put("drop_device", true);
        disk.put("append_dimensions", dimensions);
        Map<String, Object> collected = new LinkedHashMap<>();
        collected.put("disk", disk);
        collected.put("mem", memory);
        return collected;
    }

    private static Map<String, Object> log(String group) {
        Map<String, Object> log = new LinkedHashMap<>();
        log.put("file_path", "/var/log/trivet/node.log");
        log.put("log_group_name", group);
        log.put("log_stream_name", NODE);
        log.put("multi_line_start_pattern", "^([0-9]{4}-|[{])");
        return log;
    }
}
