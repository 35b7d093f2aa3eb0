package io.trivet.platform;

import io.trivet.layout.Layout;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Function;

/**
 * Who runs the brokers, with nothing left open: a part of the plan.
 *
 * @param <P> the platform itself, so that it is compared with its like only
 */
public sealed interface Platform<P extends Platform<P>> permits Ec2Platform, MskPlatform, ServicePlatform {
    /** What can be compared of it, by name: each fact once, and none that follows from another. */
    SortedMap<String, Object> facts(Layout layout);

    /**
     * What changes of its facts mean to a cluster that runs on the platform as it was.
     *
     * @param was layout of that cluster
     * @param is layout of the cluster on this platform
     */
    Reasons reasons(P before, Layout was, Layout is);

    /** The result of the function for this platform. */
    <T> T on(Function<Ec2Platform, T> ec2, Function<MskPlatform, T> msk, Function<ServicePlatform, T> service);

    /** The meaning of changes of facts. */
    interface Reasons {
        /**
         * The meaning of one change.
         *
         * @param keys of the path of the fact
         * @param was its value; empty where it is new
         */
        Reason of(List<String> keys, Optional<String> was);
    }
}
