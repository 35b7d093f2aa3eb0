package io.trivet.adopt;

import io.trivet.kafka.Catalogue;
import io.trivet.operate.found.FoundCluster;
import io.trivet.stack.Brokers;
import io.trivet.stack.Common;
import io.trivet.stack.Description;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The topics of a cluster that others run, over a description of it. The brokers are the matter of who runs them. */
public final class ServiceAdoption {
    private ServiceAdoption() {}

    /** A cluster as a description would have to be that says the same as this one of all but topics. */
    public static <B extends Brokers> Adoption<B> like(FoundCluster found, Description<B> description) {
        List<Gap> gaps = new ArrayList<>();
        FoundTopics topics = new FoundTopics(
                (name, value) -> Optional.empty(),
                description.topics(),
                Catalogue.of(FoundRelease.of(found).version()));
        Common said = description.common();
        Common common = new Common(
                said.name(),
                said.environment(),
                said.platform(),
                said.deletion(),
                said.monitoring(),
                topics.of(found, gaps),
                said.clients(),
                said.tags());
        return new Adoption<>(
                new Description<>(
                        description.id(), description.region(), common, description.on(), description.places()),
                gaps);
    }
}
