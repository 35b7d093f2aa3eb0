package io.trivet.adopt;

import io.trivet.kafka.Catalogue;
import io.trivet.kafka.ClientProtocol;
import io.trivet.kafka.KafkaService;
import io.trivet.kafka.SaslMechanism;
import io.trivet.operate.found.FoundCluster;
import io.trivet.security.UserRights;
import io.trivet.stack.Brokers;
import io.trivet.stack.Common;
import io.trivet.stack.Description;
import io.trivet.stack.OnService;
import io.trivet.stack.Places;
import io.trivet.stack.PlatformName;
import io.trivet.stack.User;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A cluster that others run, as a description of what is ours of it: topics, users with their rights and quotas, and
 * how it is reached. The brokers are the matter of who runs them.
 */
public final class ServiceAdoption {
    private static final String NAME = "imported";
    private static final String ENVIRONMENT = "dev";

    private ServiceAdoption() {}

    /**
     * How a cluster was asked, and so how clients reach it.
     *
     * @param service that runs it
     * @param bootstrap {@code host:port} of one broker or more
     * @param mechanism of the login; empty without one
     */
    public record Reached(
            KafkaService service, List<String> bootstrap, ClientProtocol protocol, Optional<SaslMechanism> mechanism) {
        public Reached {
            bootstrap = List.copyOf(bootstrap);
        }
    }

    /**
     * A cluster of which there is no description yet.
     *
     * @param stack name of the stack
     */
    public static Adoption<OnService> of(FoundCluster found, Reached reached, String stack, Named named) {
        List<Gap> gaps = new ArrayList<>();
        String name = named.name().orElseGet(() -> assume("name", NAME, gaps));
        String environment = named.environment().orElseGet(() -> assume("environment", ENVIRONMENT, gaps));
        Optional<OnService.Credentials> credentials = reached.protocol().sasl()
                ? Optional.of(new OnService.Credentials(
                        assume("external.credentials.secret", environment + "/" + name + "/kafka", gaps)))
                : Optional.empty();
        OnService.External external = new OnService.External(
                reached.service(),
                reached.bootstrap(),
                Optional.of(reached.protocol()),
                reached.mechanism(),
                credentials,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        SortedMap<String, User> users = new TreeMap<>();
        if (reached.protocol() == ClientProtocol.PLAINTEXT) {
            gaps.addAll(FoundUsers.leftOut(found.access()));
        } else {
            users.putAll(FoundUsers.of(found.access(), UserRights::isDescribable, gaps));
            gaps.addAll(FoundUsers.loginsBeside(users, found.access()));
        }
        found.unanswered().forEach(question -> gaps.add(Gap.untold("question", question)));
        Common common = new Common(
                name,
                environment,
                PlatformName.EXTERNAL,
                Optional.empty(),
                Optional.empty(),
                Collections.emptySortedMap(),
                Collections.emptySortedMap(),
                Collections.emptySortedMap(),
                Optional.empty(),
                Collections.emptySortedMap());
        OnService on = new OnService(external, Optional.empty(), Optional.empty(), users);
        Adoption<OnService> topics =
                withTopics(found, new Description<>(stack, named.region(), common, on, Places.NONE));
        return topics.after(gaps);
    }

    private static String assume(String path, String value, List<Gap> gaps) {
        gaps.add(Gap.assumed(path, value, "which no broker says"));
        return value;
    }

    /** A cluster as a description would have to be that says the same as this one of all but topics and users. */
    public static Adoption<OnService> like(FoundCluster found, Description<OnService> description) {
        OnService on = description.on();
        SortedMap<String, User> users = found.access()
                .rights()
                .map(told -> FoundUsers.like(told, FoundUsers.described(description), Collections.emptySortedSet()))
                .orElse(on.users());
        return withTopics(
                found,
                new Description<>(
                        description.id(),
                        description.region(),
                        description.common(),
                        new OnService(on.external(), on.network(), on.dns(), users),
                        description.places()));
    }

    /** A cluster as a description would have to be that says the same as this one of all but topics. */
    public static <B extends Brokers> Adoption<B> withTopics(FoundCluster found, Description<B> description) {
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
                said.registries(),
                said.clients(),
                said.console(),
                said.tags());
        return new Adoption<>(
                new Description<>(
                        description.id(), description.region(), common, description.on(), description.places()),
                gaps);
    }
}
