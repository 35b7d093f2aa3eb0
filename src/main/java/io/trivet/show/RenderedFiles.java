package io.trivet.show;

import io.trivet.layout.DnsRecord;
import io.trivet.plan.Plan;
import io.trivet.plan.PlannedNode;
import io.trivet.plan.PlannedRole;
import io.trivet.platform.Ec2Platform;
import io.trivet.platform.MskPlatform;
import io.trivet.platform.ServicePlatform;
import io.trivet.process.ConfigFile;
import io.trivet.stack.Address;
import io.trivet.stack.Description;
import io.trivet.stack.OnEc2;
import io.trivet.stack.OnMsk;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Every file of a plan as text, by its path: {@code <node>/<path on the node>}, {@code cluster/<role>/<path>} for what
 * a role shares, {@code clients/<application>/} for what is described of it, {@code cluster/layout.json} and
 * {@code cluster/hosts}. Of a cluster that a service runs there are {@code clients/}, {@code mirror/},
 * {@code monitoring/} and {@code cluster/layout.json}.
 */
public final class RenderedFiles {
    /** A file that is always among them, so that a folder tells that it was rendered. */
    public static final String MARK = "cluster/layout.json";

    private RenderedFiles() {}

    /** The files, sorted by path. */
    public static SortedMap<String, String> of(Description<OnEc2> description, Plan<Ec2Platform> plan) {
        SortedMap<String, String> files = new TreeMap<>();
        for (PlannedRole role : plan.roles()) {
            for (ConfigFile file : role.shared()) {
                files.put("cluster/" + role.role().word() + file.path(), file.text());
            }
        }
        for (PlannedNode node : plan.nodes()) {
            for (ConfigFile file : node.files()) {
                files.put(node.node().name() + file.path(), file.text());
            }
        }
        beside(plan, files);
        files.put(MARK, LayoutShown.of(new Overview(description, plan)).json());
        files.put("cluster/hosts", hosts(plan));
        return files;
    }

    /** The files of a cluster on MSK: its configuration, and what {@code trivet show} says. */
    public static SortedMap<String, String> ofMsk(Description<OnMsk> description, Plan<MskPlatform> plan) {
        SortedMap<String, String> files = new TreeMap<>();
        plan.platform()
                .configuration()
                .ifPresent(configuration -> files.put("cluster/msk/server.properties", configuration.text()));
        beside(plan, files);
        files.put(MARK, MskShown.of(description, plan).json());
        return files;
    }

    /** The files around a cluster that a service runs, sorted by path. */
    public static SortedMap<String, String> ofService(Plan<ServicePlatform> plan) {
        SortedMap<String, String> files = new TreeMap<>();
        beside(plan, files);
        files.put(MARK, ServiceShown.of(plan).json());
        return files;
    }

    /** Those that are on no node. */
    private static void beside(Plan<?> plan, SortedMap<String, String> files) {
        plan.files().forEach(file -> files.put(file.path().substring(1), file.text()));
    }

    private static String hosts(Plan<Ec2Platform> plan) {
        StringBuilder text = new StringBuilder("# The DNS records of the cluster, as a hosts file.\n");
        for (DnsRecord record : plan.layout().allRecords()) {
            for (Address address : record.addresses()) {
                text.append(address).append(' ').append(record.name()).append('\n');
            }
        }
        return text.toString();
    }
}
