package io.trivet.kafka;

/**
 * What an ACL can let a user do with a topic, a group or a transaction, each word one operation of Kafka's. Who may
 * read, write, alter or delete may describe, too, and who may alter settings may read them.
 *
 * <p>Source: https://kafka.apache.org/documentation/#operations_in_kafka and
 * {@code org.apache.kafka.common.acl.AclOperation}.
 */
public enum Right {
    READ,
    WRITE,
    DESCRIBE,
    CREATE,
    ALTER,
    DELETE,
    DESCRIBE_CONFIGS,
    ALTER_CONFIGS;

    /** Whether who may do this may do the other one, too. */
    public boolean includes(Right other) {
        return this == other
                || switch (other) {
                    case DESCRIBE -> this == READ || this == WRITE || this == ALTER || this == DELETE;
                    case DESCRIBE_CONFIGS -> this == ALTER_CONFIGS;
                    default -> false;
                };
    }
}
