package io.trivet.process;

/** A released program that a node runs. */
public record Software(Product product, String version) {
    /** The name of its archive, as its makers call it. */
    public String file() {
        return switch (product) {
            case KAFKA -> "kafka_2.13-" + version + ".tgz";
            case ZOOKEEPER -> "apache-zookeeper-" + version + "-bin.tar.gz";
        };
    }

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
