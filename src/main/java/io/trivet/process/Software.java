package io.trivet.process;

/** A released program that a node runs. */
public record Software(Product product, String version) {
    /** Programs that nodes run. */
    public enum Product {
        ZOOKEEPER("/opt/zookeeper/lib"),
        KAFKA("/opt/kafka/libs");

        private final String jars;

        Product(String jars) {
            this.jars = jars;
        }

        /** Where its jars lie on EC2. */
        String jars() {
            return jars;
        }
    }
}
