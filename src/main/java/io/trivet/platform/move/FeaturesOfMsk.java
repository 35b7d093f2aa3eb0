package io.trivet.platform.move;

import io.trivet.platform.msk.MskMonitoring;
import io.trivet.problem.Words;
import io.trivet.stack.Description;
import io.trivet.stack.MskType;
import io.trivet.stack.OnMsk;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What only Amazon MSK has, and what of it is lost on EC2. */
record FeaturesOfMsk(Description<OnMsk> description, Losses losses) {
    void lost() {
        OnMsk.Msk msk = description.on().msk();
        if (msk.type() == MskType.EXPRESS) {
            losses.add(
                    "msk.type",
                    msk.type(),
                    "Storage has a size, and a broker that comes or goes moves its partitions over the network.",
                    "describe brokers.volume, and reassign partitions when brokers are added");
        }
        authentication(msk);
        losses.remove("msk.name", msk.name(), "The cluster on EC2 is called by name and environment.");
        losses.add(
                "msk.kmsKey",
                msk.kmsKey(),
                "Volumes are encrypted by the key of EBS in the account.",
                "remove it, and make it the default key of EBS in the account");
        losses.add(
                "msk.level",
                msk.level(),
                "Brokers send no metrics to CloudWatch.",
                "remove it, and let monitoring read the exporters, which show the same");
        storage(msk);
        if (msk.type().provisioned()) {
            watched();
        }
        losses.add(
                "msk.access",
                msk.access().map(access -> "described"),
                "Nodes have private addresses only, and no other network is connected.",
                "connect networks by peering or a transit gateway, whose blocks must not overlap");
        losses.add(
                "msk.names",
                msk.names().map(names -> "described"),
                "No load balancer stands before the brokers: each has a name of its own, and bootstrap is all of them.",
                "remove it, and give clients the bootstrap name");
    }

    private void authentication(OnMsk.Msk msk) {
        losses.add(
                "msk.authentication",
                Words.list(description.on().authentication().stream()
                        .map(Losses::word)
                        .toList()),
                "Clients are not asked who they are, and what they send is plain text: brokers of Trivet's own listen at port"
                        + " 9092 without TLS.",
                "let only clients into the network, and configure clients with PLAINTEXT");
        losses.remove("msk.clientEncryption", msk.clientEncryption(), "Clients and brokers speak plain text.");
        losses.remove(
                "msk.scram",
                msk.scram().map(scram -> Words.count(scram.secrets().size(), "secret")),
                "There are no users.");
        losses.add(
                "users",
                Optional.of(String.join(", ", description.on().users().keySet()))
                        .filter(names -> !names.isEmpty()),
                "In plain text each client is the same one, and may do everything.",
                "describe security for the new cluster, and keep them");
        losses.remove(
                "msk.certificateAuthorities",
                msk.certificateAuthorities().map(all -> all.size() == 1 ? "1 authority" : all.size() + " authorities"),
                "Certificates of clients are not read.");
    }

    private void storage(OnMsk.Msk msk) {
        losses.add(
                "msk.storage.autoscaling",
                msk.storage().flatMap(OnMsk.Storage::autoscaling).map(growth -> "up to " + growth.max()),
                "No volume grows by itself.",
                "write in brokers.volume.size what the volumes have grown to, and raise it before they are full");
        losses.add(
                "msk.storage.tiered",
                msk.storage().flatMap(OnMsk.Storage::tiered),
                "All segments stay on the volumes: Kafka comes without a store for others.",
                "describe brokers.volume for all that retention keeps");
    }

    private void watched() {
        MskMonitoring monitoring = MskMonitoring.of(description);
        List<String> kept = new ArrayList<>();
        monitoring.logDays().ifPresent(days -> kept.add("CloudWatch for " + Words.count(days, "day")));
        monitoring.logBucket().ifPresent(bucket -> kept.add("bucket " + bucket));
        losses.add(
                "msk.logs",
                Words.list(kept),
                "Logs stay in the journal of each node.",
                "send them where you read them with an agent in the image");
        losses.add(
                "msk.alarms",
                Words.count(monitoring.alarms().size(), "alarm"),
                "CloudWatch watches nothing of the brokers.",
                "alarm on the same metrics in Prometheus, with monitoring");
    }
}
