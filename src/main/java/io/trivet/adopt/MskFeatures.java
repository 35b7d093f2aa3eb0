package io.trivet.adopt;

import io.trivet.stack.DataSize;
import io.trivet.stack.Monitoring;
import io.trivet.stack.MskType;
import io.trivet.stack.OnMsk;
import io.trivet.stack.Span;
import io.trivet.stack.Throughput;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What only Amazon MSK has, as it is described.
 *
 * @param found what AWS tells
 * @param described whether there is a description already: what Trivet makes by itself is in none
 */
record MskFeatures(FoundMsk found, boolean described, List<Gap> gaps) {
    private static final Span KEPT = new Span(Duration.ofDays(14));
    private static final String ACTIVE = "ACTIVE";

    /** What stands in a description that AWS does not tell. */
    static void assumed(FoundMsk found, List<Gap> gaps) {
        if (!found.watch().logGroup().isEmpty()) {
            gaps.add(Gap.assumed(
                    "msk.logs.retention",
                    KEPT.toString(),
                    "of the log group " + found.watch().logGroup() + ", of which MSK tells only the name"));
        }
    }

    /**
     * All of it.
     *
     * @param base what is described already
     * @param usual name of the cluster where none is described
     */
    OnMsk.Msk over(OnMsk.Msk base, String usual) {
        FoundMsk.Security security = found.security();
        besides();
        return new OnMsk.Msk(
                found.type(),
                found.name().equals(base.name().orElse(usual)) ? base.name() : Optional.of(found.name()),
                found.type().provisioned() ? Optional.of(security.authentication()) : base.authentication(),
                encryption(base),
                security.users().isEmpty() ? Optional.empty() : Optional.of(new OnMsk.Scram(security.users())),
                security.authorities().isEmpty() ? Optional.empty() : Optional.of(security.authorities()),
                key(base),
                level(base),
                storage(),
                logs(base),
                base.alarms(),
                access(base),
                base.names());
    }

    private Optional<OnMsk.ClientEncryption> encryption(OnMsk.Msk base) {
        return switch (found.security().inTransit()) {
            case "TLS_PLAINTEXT" -> Optional.of(OnMsk.ClientEncryption.TLS_PLAINTEXT);
            case "PLAINTEXT" -> {
                gaps.add(Gap.leftOut(
                        "encryption", "clients speak plain text only, where tls-plaintext is the least described"));
                yield Optional.of(OnMsk.ClientEncryption.TLS_PLAINTEXT);
            }
            default -> base.clientEncryption().filter(way -> way == OnMsk.ClientEncryption.TLS);
        };
    }

    /** A key that Trivet made is not described. */
    private Optional<String> key(OnMsk.Msk base) {
        boolean made = described && base.kmsKey().isEmpty();
        return made || found.security().key().isEmpty()
                ? base.kmsKey()
                : Optional.of(found.security().key());
    }

    private Optional<OnMsk.Level> level(OnMsk.Msk base) {
        return List.of(OnMsk.Level.values()).stream()
                .filter(level -> level.name().equals(found.watch().level()))
                .findFirst()
                .or(base::level);
    }

    private Optional<OnMsk.Storage> storage() {
        Optional<OnMsk.Autoscaling> growth = found.brokers()
                .flatMap(FoundMsk.Brokers::growth)
                .map(grows -> new OnMsk.Autoscaling(DataSize.gib(grows.maxGib()), Optional.of(grows.percent())));
        boolean tiered = found.brokers().map(FoundMsk.Brokers::tiered).orElse(false);
        return growth.isEmpty() && !tiered
                ? Optional.empty()
                : Optional.of(new OnMsk.Storage(growth, tiered ? Optional.of(true) : Optional.empty()));
    }

    /** Without any, logs are described as going nowhere, which is not what leaving them out means. */
    private Optional<OnMsk.Logs> logs(OnMsk.Msk base) {
        if (!found.type().provisioned()) {
            return base.logs();
        }
        Optional<Span> retention = found.watch().logGroup().isEmpty()
                ? Optional.empty()
                : Optional.of(base.logs().flatMap(OnMsk.Logs::retention).orElse(KEPT));
        Optional<String> bucket = Optional.of(found.watch().bucket()).filter(name -> !name.isEmpty());
        return Optional.of(new OnMsk.Logs(retention, bucket));
    }

    private Optional<OnMsk.Access> access(OnMsk.Msk base) {
        FoundMsk.Security security = found.security();
        Optional<List<String>> accounts = base.access().flatMap(OnMsk.Access::accounts);
        if (!security.internet() && security.vpcs().isEmpty() && accounts.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new OnMsk.Access(
                security.internet() ? Optional.of(true) : Optional.empty(),
                security.vpcs().isEmpty() ? Optional.empty() : Optional.of(security.vpcs()),
                accounts));
    }

    private void besides() {
        if (!found.state().equals(ACTIVE)) {
            gaps.add(Gap.untold("state", found.state() + ": what MSK is at may change what is written here"));
        }
        if (!described) {
            found.network()
                    .groups()
                    .forEach(group -> gaps.add(Gap.leftOut(
                            "security group",
                            group + ", where Trivet makes one of its own, and network.clients lets clients in")));
        }
        if (!found.watch().stream().isEmpty()) {
            gaps.add(Gap.leftOut("log stream", found.watch().stream() + " of Firehose, which gets the logs"));
        }
    }

    /** The volume of a broker; its size is that of the first day where MSK lets it grow. */
    static Optional<OnMsk.Volume> volume(MskType type, FoundMsk.Brokers brokers, OnMsk base) {
        if (type != MskType.STANDARD || brokers.gib() == 0) {
            return Optional.empty();
        }
        Optional<DataSize> first =
                base.msk().storage().flatMap(OnMsk.Storage::autoscaling).isPresent()
                        ? base.brokers().flatMap(OnMsk.BrokerNodes::volume).map(OnMsk.Volume::size)
                        : Optional.empty();
        return Optional.of(new OnMsk.Volume(
                first.orElse(DataSize.gib(brokers.gib())),
                brokers.mibPerSecond() == 0
                        ? Optional.empty()
                        : Optional.of(new Throughput(DataSize.mib(brokers.mibPerSecond())))));
    }

    /** Both exporters, or as if none. */
    static Optional<Monitoring> monitoring(FoundMsk found, Optional<Monitoring> base) {
        if (!found.type().provisioned()) {
            return base;
        }
        return found.watch().prometheus()
                ? base.or(() -> Optional.of(new Monitoring(Monitoring.Tool.PROMETHEUS)))
                : Optional.empty();
    }
}
