package io.trivet.platform.ec2;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An alarm on one machine.
 *
 * <p>Source: the names of metrics in
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/metrics-collected-by-CloudWatch-agent.html and
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/viewing_metrics_with_cloudwatch.html.
 *
 * @param name {@code prod-broker2-disk}; unique in an account and region
 * @param tells what it means, and what to look at
 * @param namespace of the metric
 * @param metric that is watched
 * @param dimensions of it, without the id of the machine where EC2 measures
 * @param statistic of each minute, {@code Maximum}
 * @param threshold above which it is wrong
 * @param minutes for which it must be wrong
 * @param silence what no data means, as CloudWatch spells it: {@code missing}, {@code breaching}
 */
public record NodeAlarm(
        String name,
        String tells,
        String namespace,
        String metric,
        SortedMap<String, String> dimensions,
        String statistic,
        double threshold,
        int minutes,
        String silence) {
    /** What EC2 measures by itself, by machine. */
    public static final String EC2 = "AWS/EC2";

    /** What the agent of CloudWatch measures, by stack and node. */
    public static final String OURS = "Trivet";

    private static final double FULL = 80;
    private static final double BUSY = 80;

    /** How long a machine is gone when it is made anew, and some. */
    private static final int AWAY_MINUTES = 10;

    /**
     * The alarms of a node, by name of the stack and the node.
     *
     * @param data folders of its data, one for each volume
     */
    public static List<NodeAlarm> of(String stack, String node, List<String> data) {
        String name = stack + "-" + node + "-";
        List<NodeAlarm> alarms = new ArrayList<>();
        alarms.add(new NodeAlarm(
                name + "cpu",
                "The processors of " + node + " are busy: spread its leaders, or take a larger instance.",
                EC2,
                "CPUUtilization",
                new TreeMap<>(),
                "Average",
                BUSY,
                15,
                "missing"));
        for (int i = 0; i < data.size(); i++) {
            String one = i == 0 ? "" : "-" + (i + 1);
            String which = data.size() == 1 ? "The data volume" : "Data volume " + (i + 1);
            alarms.add(disk(
                    name + "disk" + one,
                    node,
                    data.get(i),
                    which + " of " + node + " fills up: grow it, or keep less."));
        }
        alarms.add(
                disk(name + "root", node, "/", "The root volume of " + node + " fills up: look what is in /var/log."));
        alarms.add(new NodeAlarm(
                name + "silent",
                node + " says nothing, or fails the checks of EC2: look at its machine.",
                EC2,
                "StatusCheckFailed",
                new TreeMap<>(),
                "Maximum",
                0,
                AWAY_MINUTES,
                "breaching"));
        return List.copyOf(alarms);
    }

    private static NodeAlarm disk(String name, String node, String path, String tells) {
        SortedMap<String, String> dimensions = new TreeMap<>();
        dimensions.put("Node", node);
        dimensions.put("Stack", name.substring(0, name.lastIndexOf("-" + node + "-")));
        dimensions.put("fstype", "xfs");
        dimensions.put("path", path);
        return new NodeAlarm(
                name,
                tells,
                OURS,
                "disk_used_percent",
                Collections.unmodifiableSortedMap(dimensions),
                "Maximum",
                FULL,
                5,
                "missing");
    }
}
