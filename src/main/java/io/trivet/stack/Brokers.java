package io.trivet.stack;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Function;

/** Who runs the brokers, and what can be described of them there. */
public sealed interface Brokers permits OnEc2, OnMsk, OnService {
    /** The availability zones of the brokers, in order; none where a service decides. */
    List<String> zones();

    /** What the brokers will carry; empty where it is not described. */
    Optional<Traffic> traffic();

    /** The result of the function for this platform. */
    <T> T on(Function<OnEc2, T> ec2, Function<OnMsk, T> msk, Function<OnService, T> service);

    /** Who may do what, by the name of the user; none where the platform keeps rights in another way. */
    SortedMap<String, User> users();
}
