package io.trivet.edge.aws;

import io.trivet.layout.Zone;
import io.trivet.plan.Plan;
import io.trivet.platform.Ec2Platform;
import io.trivet.platform.MskPlatform;
import io.trivet.platform.ec2.Upkeep;
import io.trivet.stack.Cidr;
import io.trivet.stack.OnEc2;
import io.trivet.stack.OnMsk;
import io.trivet.stack.Subnet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What is asked of a network.
 *
 * @param vpc one that exists
 * @param subnets of that one, by zone
 * @param egress how nodes get out; empty where no node of ours is in it
 * @param zones each with its part
 * @param services of AWS that nodes ask, beside S3
 */
record NetworkPlan(
        String cluster,
        String region,
        Cidr cidr,
        Optional<String> vpc,
        SortedMap<String, Subnet> subnets,
        Optional<OnEc2.Egress> egress,
        List<Zone> zones,
        List<String> services) {
    /** The services through which Systems Manager speaks to its agents. */
    private static final List<String> SYSTEMS_MANAGER = List.of("ec2messages", "ssm", "ssmmessages");

    static NetworkPlan ofEc2(Plan<Ec2Platform> plan) {
        OnEc2.Network network = plan.platform().network();
        return new NetworkPlan(
                plan.layout().cluster(),
                plan.region(),
                network.cidr(),
                network.vpc(),
                network.subnets(),
                Optional.of(network.egress().orElse(OnEc2.Egress.NAT)),
                plan.layout().zones(),
                services(plan.platform()));
    }

    static NetworkPlan ofMsk(Plan<MskPlatform> plan) {
        OnMsk.Network network = plan.platform().network();
        return new NetworkPlan(
                plan.layout().cluster(),
                plan.region(),
                network.cidr(),
                network.vpc(),
                network.subnets(),
                Optional.empty(),
                plan.layout().zones(),
                List.of());
    }

    private static List<String> services(Ec2Platform platform) {
        Upkeep upkeep = platform.upkeep();
        List<String> services = new ArrayList<>(SYSTEMS_MANAGER);
        if (platform.isCertified()) {
            services.add("acm-pca");
        }
        if (upkeep.metrics()) {
            services.add("monitoring");
        }
        upkeep.logDays().ifPresent(days -> services.add("logs"));
        return List.copyOf(services);
    }

    /** Whether nodes of ours are in it, whose addresses are computed. */
    boolean fixedAddresses() {
        return egress.isPresent();
    }

    /** Whether nodes get out through gateways. */
    boolean nat() {
        return egress.filter(way -> way == OnEc2.Egress.NAT).isPresent();
    }

    /** Whether nodes reach the services of AWS through endpoints alone. */
    boolean endpoints() {
        return vpc.isEmpty()
                && egress.filter(way -> way == OnEc2.Egress.ENDPOINTS).isPresent();
    }
}
