package io.trivet.stack;

import java.util.Locale;

/** A flavour of Amazon MSK: who sizes the brokers, and how much of Kafka is left to set. */
public enum MskType {
    /** Brokers, volumes and most settings are the user's. */
    STANDARD,
    /** Brokers are the user's to size; storage has no size, and durability is fixed. */
    EXPRESS,
    /** There are no brokers to see; only topics can be set. */
    SERVERLESS;

    /** As a description spells it: {@code standard}, {@code express} or {@code serverless}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** As AWS calls it: {@code MSK Standard}. */
    public String title() {
        return "MSK " + name().charAt(0) + word().substring(1);
    }

    /** Whether a description chooses its brokers: all but Serverless, which AWS calls provisioned. */
    public boolean provisioned() {
        return this != SERVERLESS;
    }
}
