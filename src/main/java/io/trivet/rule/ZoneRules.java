package io.trivet.rule;

import io.trivet.platform.AwsIds;
import io.trivet.platform.Subject;
import io.trivet.stack.Dns;
import io.trivet.stack.Vpc;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The networks that resolve the names of a cluster. */
final class ZoneRules {
    private ZoneRules() {}

    static void check(Subject subject, Dns dns) {
        List<Vpc> vpcs = dns.vpcs().orElse(List.of());
        List<String> earlier = new ArrayList<>();
        for (int i = 0; i < vpcs.size(); i++) {
            String path = "dns.vpcs[" + i + "]";
            String id = vpcs.get(i).id();
            AwsIds.check(subject, path + ".id", id, "vpc");
            vpcs.get(i)
                    .region()
                    .filter(region -> !AwsIds.isRegion(region))
                    .ifPresent(region -> subject.error(CommonRule.DNS_VPCS, path + ".region", region)
                            .must("be a region of AWS, as eu-west-1")
                            .mend("correct it, or leave it out where the VPC is in the region of the stack"));
            if (earlier.contains(id)) {
                subject.error(CommonRule.DNS_VPCS, path + ".id", id + " a second time")
                        .must("be written once: Route 53 refuses to associate what is associated")
                        .mend("remove it");
            } else if (dns.zoneId().isEmpty() && subject.resolvesIn().equals(Optional.of(id))) {
                subject.error(CommonRule.DNS_VPCS, path + ".id", id + ", which is network.vpc")
                        .must("be another VPC: the zone that is made is associated with that one already")
                        .mend("remove it");
            }
            earlier.add(id);
        }
    }
}
