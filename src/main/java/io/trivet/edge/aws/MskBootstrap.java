package io.trivet.edge.aws;

import com.pulumi.aws.msk.Cluster;
import com.pulumi.core.Output;
import io.trivet.platform.MskPlatform;
import io.trivet.platform.msk.MskEncryption;
import io.trivet.stack.OnMsk;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Where clients of a cluster on MSK connect first, as outputs of the stack. */
final class MskBootstrap {
    private MskBootstrap() {}

    /** One string for each way to come, its servers in order: MSK gives them in another order each time. */
    static SortedMap<String, Output<?>> of(MskPlatform platform, Cluster cluster) {
        SortedMap<String, Output<?>> outputs = new TreeMap<>();
        MskEncryption encryption = platform.encryption();
        boolean open = encryption.takes(OnMsk.Authentication.UNAUTHENTICATED);
        boolean plain = encryption.inTransit().equals(OnMsk.ClientEncryption.TLS_PLAINTEXT.name());
        if (open && plain) {
            outputs.put("bootstrapServersPlaintext", cluster.bootstrapBrokers().applyValue(MskBootstrap::sorted));
        }
        if (open || encryption.takes(OnMsk.Authentication.TLS)) {
            outputs.put("bootstrapServersTls", cluster.bootstrapBrokersTls().applyValue(MskBootstrap::sorted));
        }
        if (encryption.takes(OnMsk.Authentication.SCRAM)) {
            outputs.put(
                    "bootstrapServersScram", cluster.bootstrapBrokersSaslScram().applyValue(MskBootstrap::sorted));
        }
        if (encryption.takes(OnMsk.Authentication.IAM)) {
            outputs.put("bootstrapServersIam", cluster.bootstrapBrokersSaslIam().applyValue(MskBootstrap::sorted));
        }
        platform.access().ifPresent(access -> outside(access, encryption, cluster, outputs));
        return outputs;
    }

    private static void outside(
            OnMsk.Access access, MskEncryption encryption, Cluster cluster, SortedMap<String, Output<?>> outputs) {
        if (access.internet().orElse(false)) {
            outside(
                    "Public",
                    encryption.authentication(),
                    List.of(
                            cluster.bootstrapBrokersPublicSaslIam(),
                            cluster.bootstrapBrokersPublicSaslScram(),
                            cluster.bootstrapBrokersPublicTls()),
                    outputs);
        }
        access.vpcs()
                .ifPresent(ways -> outside(
                        "Vpcs",
                        ways,
                        List.of(
                                cluster.bootstrapBrokersVpcConnectivitySaslIam(),
                                cluster.bootstrapBrokersVpcConnectivitySaslScram(),
                                cluster.bootstrapBrokersVpcConnectivityTls()),
                        outputs));
    }

    private static void outside(
            String from,
            List<OnMsk.Authentication> ways,
            List<Output<String>> servers,
            SortedMap<String, Output<?>> outputs) {
        List<OnMsk.Authentication> kinds =
                List.of(OnMsk.Authentication.IAM, OnMsk.Authentication.SCRAM, OnMsk.Authentication.TLS);
        List<String> words = List.of("Iam", "Scram", "Tls");
        for (int i = 0; i < kinds.size(); i++) {
            if (ways.contains(kinds.get(i))) {
                outputs.put(
                        "bootstrapServers" + from + words.get(i), servers.get(i).applyValue(MskBootstrap::sorted));
            }
        }
    }

    /** The servers of a comma-separated string, in order; empty where MSK has none yet. */
    static String sorted(@Nullable String servers) {
        return servers == null
                ? ""
                : String.join(",", Arrays.stream(servers.split(",")).sorted().toList());
    }
}
