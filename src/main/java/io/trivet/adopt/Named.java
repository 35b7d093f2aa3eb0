package io.trivet.adopt;

import java.util.Optional;

/**
 * What a person said of a cluster that it does not say itself.
 *
 * @param name of the cluster
 * @param environment of it, as {@code prod}
 * @param region of AWS
 */
public record Named(Optional<String> name, Optional<String> environment, Optional<String> region) {
    /** Nothing was said. */
    public static final Named NOTHING = new Named(Optional.empty(), Optional.empty(), Optional.empty());
}
