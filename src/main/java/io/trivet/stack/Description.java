package io.trivet.stack;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Function;

/**
 * The description of one stack, read: what every description says, and what is said of the brokers, which depends on
 * who runs them. What was left out stays absent here, and gets its effective value in {@code layout} and after.
 *
 * @param id name of the Pulumi stack, {@code prod-us-east-1}
 * @param region of AWS, from {@code aws:region}
 * @param sources the stacks that its mirrors copy from, by their names; they hold none themselves
 */
public record Description<B extends Brokers>(
        String id,
        Optional<String> region,
        Common common,
        B on,
        Places places,
        SortedMap<String, Description<?>> sources) {
    public Description {
        sources = Collections.unmodifiableSortedMap(sources);
    }

    /** A description that copies from no other stack. */
    public Description(String id, Optional<String> region, Common common, B on, Places places) {
        this(id, region, common, on, places, Collections.emptySortedMap());
    }

    public String name() {
        return common.name();
    }

    /** Environment of the cluster, such as prod or dev. */
    public String environment() {
        return common.environment();
    }

    /** The region that is described, or that the first zone is part of: {@code us-east-1} of {@code us-east-1a}. */
    public String regionOrOfZones() {
        return region.or(() -> on.zones().stream()
                        .filter(zone -> !zone.isEmpty())
                        .findFirst()
                        .map(zone -> zone.substring(0, zone.length() - 1)))
                .orElse("");
    }

    /** What runs the brokers. */
    public PlatformName platform() {
        return common.platform();
    }

    /** Whether the cluster may be ended. */
    public boolean mayEnd() {
        return common.deletion().equals(Optional.of(Deletion.ALLOWED));
    }

    public SortedMap<String, Topic> topics() {
        return common.topics();
    }

    /** The registries of schemas, by name. */
    public SortedMap<String, Registry> registries() {
        return common.registries();
    }

    /** The applications that use the cluster, by name. */
    public SortedMap<String, Client> clients() {
        return common.clients();
    }

    /** The page on which people look at the cluster. */
    public Optional<Console> console() {
        return common.console();
    }

    /** Tags on every resource, by name. */
    public SortedMap<String, String> tags() {
        return common.tags();
    }

    /** What reads the metrics of the cluster. */
    public Optional<Monitoring> monitoring() {
        return common.monitoring();
    }

    /** Whether the rules of production hold. */
    public boolean isProduction() {
        return common.environment().startsWith("prod");
    }

    /** The same description with the stacks that its mirrors copy from. */
    Description<B> from(SortedMap<String, Description<?>> stacks) {
        return new Description<>(id, region, common, on, places, stacks);
    }

    /** The same description of a stack of another name. */
    public Description<B> named(String stack) {
        return new Description<>(stack, region, common, on, places, sources);
    }

    /** The result of the function for the platform of this description. */
    public <T> T on(
            Function<Description<OnEc2>, T> ec2,
            Function<Description<OnMsk>, T> msk,
            Function<Description<OnService>, T> service) {
        return on.on(
                brokers -> ec2.apply(with(brokers)),
                brokers -> msk.apply(with(brokers)),
                brokers -> service.apply(with(brokers)));
    }

    private <C extends Brokers> Description<C> with(C brokers) {
        return new Description<>(id, region, common, brokers, places, sources);
    }
}
