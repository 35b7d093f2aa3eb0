package io.trivet.show;

import io.trivet.layout.DnsRecord;
import io.trivet.plan.ExternalProvision;
import io.trivet.plan.Plan;
import io.trivet.plan.PlannedNode;
import io.trivet.plan.PlannedRole;
import io.trivet.plan.msk.MskProvision;
import io.trivet.process.ConfigFile;
import io.trivet.stack.Address;
import io.trivet.stack.Description;
import io.trivet.stack.OnEc2;
import io.trivet.stack.OnMsk;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Every file of a plan as text, by its path: {@code <node>/<path on the node>}, {@code cluster/<role>/<path>} for what
 * a role shares, {@code cluster/layout.json} and {@code cluster/hosts}. Of a cluster that a service runs there are
 * {@code clients/}, {@code mirror/}, {@code monitoring/} and {@code cluster/layout.json}.
 */
public final class RenderedFiles {
    /** A file that is always among them, so that a folder tells that it was rendered. */
    public static final String MARK = "cluster/layout.json";

    private RenderedFiles() {}

    /** The files, sorted by path. */
    public static SortedMap<String, String> of(Description<OnEc2> description, Plan plan) {
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
        files.put(MARK, LayoutShown.of(Overview.of(description, plan)).json());
        files.put("cluster/hosts", hosts(plan));
        return files;
    }

    /** The files of a cluster on MSK: its configuration, and what {@code trivet show} says. */
    public static SortedMap<String, String> of(Description<OnMsk> description, MskProvision provision) {
        SortedMap<String, String> files = new TreeMap<>();
        provision
                .configuration()
                .ifPresent(configuration -> files.put("cluster/msk/server.properties", configuration.text()));
        files.put(MARK, MskShown.of(description, provision).json());
        return files;
    }

    /** The files around a cluster that a service runs, sorted by path. */
    public static SortedMap<String, String> of(ExternalProvision provision) {
        SortedMap<String, String> files = new TreeMap<>();
        provision.files().forEach(file -> files.put(file.path().substring(1), file.text()));
        files.put(MARK, ServiceShown.of(provision).json());
        return files;
    }

    private static String hosts(Plan plan) {
        StringBuilder text = new StringBuilder("# The DNS records of the cluster, as a hosts file.\n");
        for (DnsRecord record : plan.layout().records()) {
            for (Address address : record.addresses()) {
                text.append(address).append(' ').append(record.name()).append('\n');
            }
        }
        return text.toString();
    }
}
