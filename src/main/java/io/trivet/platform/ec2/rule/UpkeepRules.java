package io.trivet.platform.ec2.rule;

import io.trivet.platform.AwsIds;
import io.trivet.platform.LogRetention;
import io.trivet.platform.ec2.Upkeep;
import io.trivet.stack.OnEc2;
import java.time.Duration;

/** What is seen, kept and encrypted of machines. */
final class UpkeepRules {
    private UpkeepRules() {}

    static void check(Ec2Subject subject) {
        subject.stack()
                .encryption()
                .ifPresent(encryption ->
                        AwsIds.checkArn(subject, "encryption.key", encryption.key(), "kms", "key/1234abcd-12ab-34cd"));
        subject.stack().machines().ifPresent(machines -> machines(subject, machines));
    }

    private static void machines(Ec2Subject subject, OnEc2.Machines machines) {
        machines.logs()
                .flatMap(OnEc2.Logs::retention)
                .ifPresent(kept -> LogRetention.check(subject, Ec2Rule.LOG_RETENTION, "machines.logs.retention", kept));
        machines.alarms().ifPresent(alarms -> {
            AwsIds.checkArn(subject, "machines.alarms.topic", alarms.topic(), "sns", "kafka-alarms");
            if (!Upkeep.of(subject.description()).metrics()) {
                subject.error(Ec2Rule.ALARMS_UNSEEN, "machines.alarms", "described, and metrics are none")
                        .must("be on what is measured")
                        .mend("add metrics: cloudwatch beside it, or remove it");
            }
        });
        machines.backups()
                .map(OnEc2.Backups::keep)
                .filter(kept -> kept.duration().isZero()
                        || !kept.duration()
                                .equals(Duration.ofDays(kept.duration().toDays())))
                .ifPresent(kept -> subject.error(Ec2Rule.BACKUP_DAYS, "machines.backups.keep", kept.toString())
                        .must("be whole days, one at least")
                        .mend("write 7d"));
    }
}
