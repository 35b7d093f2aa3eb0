package io.trivet.plan;

import io.trivet.platform.ec2.NodeAlarm;
import io.trivet.platform.ec2.Upkeep;
import io.trivet.process.ConfigFile;

/**
 * What the agent of CloudWatch does on the nodes of a role, each of which puts its name in the place of {@code {node}};
 * nothing where nothing is to be seen there.
 *
 * <p>Source:
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-Agent-Configuration-File-Details.html.
 */
final class CloudWatchFile {
    private static final String PATH = "/etc/trivet/cloudwatch.json";

    private CloudWatchFile() {}

    /**
     * The file of a role.
     *
     * @param data folder of the data of its nodes
     */
    static ConfigFile of(Upkeep upkeep, String stack, String role, String data) {
        if (!upkeep.isWatched()) {
            return new ConfigFile(PATH, "{}\n");
        }
        String metrics = upkeep.metrics() ? """
                ,
                  "metrics": {
                    "namespace": "%1$s",
                    "metrics_collected": {
                      "disk": {
                        "measurement": ["used_percent"],
                        "resources": ["/", "%2$s"],
                        "drop_device": true,
                        "append_dimensions": {"Stack": "%3$s", "Node": "{node}"}
                      },
                      "mem": {
                        "measurement": ["used_percent"],
                        "append_dimensions": {"Stack": "%3$s", "Node": "{node}"}
                      }
                    }
                  }""".formatted(NodeAlarm.OURS, data, stack) : "";
        String logs = upkeep.logDays().isPresent() ? """
                ,
                  "logs": {
                    "logs_collected": {
                      "files": {
                        "collect_list": [
                          {
                            "file_path": "/var/log/trivet/node.log",
                            "log_group_name": "%s",
                            "log_stream_name": "{node}",
                            "multi_line_start_pattern": "^([0-9]{4}-|[{])"
                          }
                        ]
                      }
                    }
                  }""".formatted(Upkeep.logGroup(stack, role)) : "";
        return new ConfigFile(PATH, """
                {
                  "agent": {"metrics_collection_interval": 60, "omit_hostname": true, "run_as_user": "root"}%s%s
                }
                """.formatted(metrics, logs));
    }
}
