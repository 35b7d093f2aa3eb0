package io.trivet.drill;

import io.trivet.operate.drill.Load.Acks;
import io.trivet.operate.drill.Verdict;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/**
 * Runs the {@link NegativeControl} in a process that knows the names of the cluster.
 *
 * <p>Arguments: bootstrap, then {@code id=pid} of three brokers. Exit code 0 when the check saw the loss.
 */
public final class NegativeControlDrill {
    private NegativeControlDrill() {}

    public static void main(String[] args) throws Exception {
        SortedMap<Integer, Long> pids = new TreeMap<>();
        for (int i = 1; i < args.length; i++) {
            String[] pair = args[i].split("=");
            pids.put(Integer.valueOf(pair[0]), Long.valueOf(pair[1]));
        }
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, args[0]))) {
            Verdict verdict = new NegativeControl(admin, args[0], pids).run("drill.negative-control", Acks.LEADER);
            System.out.print(verdict.text());
            System.exit(verdict.lost().isEmpty() ? 1 : 0);
        }
    }
}
