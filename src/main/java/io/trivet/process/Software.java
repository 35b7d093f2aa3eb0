package io.trivet.process;

/**
 * A released program that a node runs.
 *
 * @param product which one
 * @param version as released
 */
public record Software(Product product, String version) {
    /** Programs that nodes run. */
    public enum Product {
        ZOOKEEPER,
        KAFKA
    }
}
