package io.trivet.edge.aws;

import com.pulumi.aws.Provider;
import com.pulumi.core.Output;
import com.pulumi.core.annotations.Import;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.ResourceArgs;
import io.trivet.layout.Zone;
import io.trivet.plan.Plan;
import io.trivet.platform.MskPlatform;
import io.trivet.platform.msk.MskConfiguration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The parent of all resources of a cluster on MSK. Its inputs are what a reader of a preview wants to see first. */
final class MskResource extends ComponentResource {
    MskResource(Plan<MskPlatform> plan, Provider provider, Seal seal) {
        super(
                "trivet:aws:MskCluster",
                plan.layout().cluster(),
                new Inputs(plan),
                ComponentResourceOptions.builder()
                        .providers(provider)
                        .resourceTransformations(seal)
                        .build());
    }

    private static final class Inputs extends ResourceArgs {
        @Import(name = "environment")
        private final Output<String> environment;

        @Import(name = "type")
        private final Output<String> type;

        @Import(name = "version")
        private final Output<String> version;

        @Import(name = "zones")
        private final Output<List<String>> zones;

        @Import(name = "brokers")
        private final Output<String> brokers;

        @Import(name = "settings")
        private final Output<Map<String, String>> settings;

        Inputs(Plan<MskPlatform> plan) {
            this.environment = Output.of(plan.environment());
            this.type = Output.of(plan.platform().type().title());
            this.version = Output.of(plan.platform().version().orElse("as MSK runs it"));
            this.zones =
                    Output.of(plan.layout().zones().stream().map(Zone::name).toList());
            this.brokers = Output.of(plan.platform()
                    .brokers()
                    .map(brokers -> brokers.nodes() + " x " + brokers.instance()
                            + brokers.volume()
                                    .map(volume -> " with " + volume.gib() + " GiB")
                                    .orElse(""))
                    .orElse("as MSK runs them"));
            this.settings = Output.of(plan.platform()
                    .configuration()
                    .map(MskConfiguration::settings)
                    .orElseGet(TreeMap::new));
        }
    }
}
