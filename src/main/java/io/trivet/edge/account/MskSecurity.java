package io.trivet.edge.account;

import io.trivet.adopt.FoundMsk;
import io.trivet.stack.OnMsk;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.kafka.model.BrokerLogs;
import software.amazon.awssdk.services.kafka.model.ClientAuthentication;
import software.amazon.awssdk.services.kafka.model.ConnectivityInfo;
import software.amazon.awssdk.services.kafka.model.EncryptionInfo;
import software.amazon.awssdk.services.kafka.model.PrometheusInfo;
import software.amazon.awssdk.services.kafka.model.Provisioned;
import software.amazon.awssdk.services.kafka.model.Sasl;
import software.amazon.awssdk.services.kafka.model.VpcConnectivityClientAuthentication;

/**
 * Who may come to a cluster on Amazon MSK, and what is seen of it, out of AWS's answer. Any part of it may be missing.
 */
final class MskSecurity {
    private static final String PUBLIC = "SERVICE_PROVIDED_EIPS";

    private MskSecurity() {}

    /** Whether users of SASL/SCRAM may come. */
    static boolean scram(Provisioned provisioned) {
        return sasl(provisioned)
                .map(Sasl::scram)
                .map(scram -> Boolean.TRUE.equals(scram.enabled()))
                .orElse(false);
    }

    private static Optional<Sasl> sasl(Provisioned provisioned) {
        return Optional.ofNullable(provisioned.clientAuthentication()).map(ClientAuthentication::sasl);
    }

    static FoundMsk.Security of(Optional<Provisioned> provisioned, List<String> users) {
        if (provisioned.isEmpty()) {
            return new FoundMsk.Security(
                    List.of(OnMsk.Authentication.IAM), "TLS", List.of(), List.of(), "", false, List.of());
        }
        Optional<ClientAuthentication> ways = provisioned.map(Provisioned::clientAuthentication);
        Optional<EncryptionInfo> encryption = provisioned.map(Provisioned::encryptionInfo);
        Optional<ConnectivityInfo> connectivity =
                provisioned.map(said -> said.brokerNodeGroupInfo().connectivityInfo());
        boolean iam = provisioned
                .flatMap(MskSecurity::sasl)
                .map(Sasl::iam)
                .map(way -> Boolean.TRUE.equals(way.enabled()))
                .orElse(false);
        boolean tls = ways.map(ClientAuthentication::tls)
                .map(way -> way.enabled() == null ? way.hasCertificateAuthorityArnList() : way.enabled())
                .orElse(false);
        boolean open = ways.map(ClientAuthentication::unauthenticated)
                .map(way -> Boolean.TRUE.equals(way.enabled()))
                .orElse(false);
        return new FoundMsk.Security(
                ways(iam, scram(provisioned.get()), tls, open),
                encryption
                        .map(EncryptionInfo::encryptionInTransit)
                        .map(transit -> transit.clientBrokerAsString())
                        .orElse("TLS"),
                users,
                ways.map(ClientAuthentication::tls)
                        .filter(way -> way.hasCertificateAuthorityArnList())
                        .map(way -> List.copyOf(way.certificateAuthorityArnList()))
                        .orElse(List.of()),
                encryption
                        .map(EncryptionInfo::encryptionAtRest)
                        .map(rest -> rest.dataVolumeKMSKeyId())
                        .orElse(""),
                connectivity
                        .map(ConnectivityInfo::publicAccess)
                        .map(access -> PUBLIC.equals(access.type()))
                        .orElse(false),
                connectivity
                        .map(ConnectivityInfo::vpcConnectivity)
                        .map(vpcs -> vpcs.clientAuthentication())
                        .map(MskSecurity::vpcs)
                        .orElse(List.of()));
    }

    private static List<OnMsk.Authentication> vpcs(VpcConnectivityClientAuthentication ways) {
        boolean iam = ways.sasl() != null
                && ways.sasl().iam() != null
                && Boolean.TRUE.equals(ways.sasl().iam().enabled());
        boolean scram = ways.sasl() != null
                && ways.sasl().scram() != null
                && Boolean.TRUE.equals(ways.sasl().scram().enabled());
        boolean tls = ways.tls() != null && Boolean.TRUE.equals(ways.tls().enabled());
        return ways(iam, scram, tls, false);
    }

    static FoundMsk.Watch watch(Optional<Provisioned> provisioned) {
        Optional<PrometheusInfo> exporters =
                provisioned.map(Provisioned::openMonitoring).map(open -> open.prometheus());
        boolean jmx = exporters
                .map(PrometheusInfo::jmxExporter)
                .map(exporter -> Boolean.TRUE.equals(exporter.enabledInBroker()))
                .orElse(false);
        boolean node = exporters
                .map(PrometheusInfo::nodeExporter)
                .map(exporter -> Boolean.TRUE.equals(exporter.enabledInBroker()))
                .orElse(false);
        Optional<BrokerLogs> logs = provisioned.map(Provisioned::loggingInfo).map(info -> info.brokerLogs());
        return new FoundMsk.Watch(
                provisioned.map(Provisioned::enhancedMonitoringAsString).orElse(""),
                jmx && node,
                logs.map(BrokerLogs::cloudWatchLogs)
                        .filter(to -> Boolean.TRUE.equals(to.enabled()))
                        .map(to -> to.logGroup())
                        .orElse(""),
                logs.map(BrokerLogs::s3)
                        .filter(to -> Boolean.TRUE.equals(to.enabled()))
                        .map(to -> to.bucket())
                        .orElse(""),
                logs.map(BrokerLogs::firehose)
                        .filter(to -> Boolean.TRUE.equals(to.enabled()))
                        .map(to -> to.deliveryStream())
                        .orElse(""));
    }

    /** The ways of authentication for which this is true, in the order of their names on MSK. */
    private static List<OnMsk.Authentication> ways(boolean iam, boolean scram, boolean tls, boolean open) {
        List<OnMsk.Authentication> ways = new ArrayList<>();
        if (iam) {
            ways.add(OnMsk.Authentication.IAM);
        }
        if (scram) {
            ways.add(OnMsk.Authentication.SCRAM);
        }
        if (tls) {
            ways.add(OnMsk.Authentication.TLS);
        }
        if (open) {
            ways.add(OnMsk.Authentication.UNAUTHENTICATED);
        }
        return List.copyOf(ways);
    }
}
