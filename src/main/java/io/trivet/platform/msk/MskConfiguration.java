package io.trivet.platform.msk;

import io.trivet.process.Properties;
import java.util.SortedMap;

/**
 * A configuration of MSK: one immutable name and version, and revisions of its text. A cluster takes the newest
 * revision; for another version of Kafka there is another configuration, made before the old one goes.
 *
 * <p>Source: https://docs.aws.amazon.com/msk/latest/developerguide/msk-configuration-operations.html.
 *
 * @param name {@code films-prod-3-9-x-kraft}; unique in an account and region
 * @param version the only version of Kafka that it is for
 */
public record MskConfiguration(String name, String version, SortedMap<String, String> settings) {
    /** As a properties file. */
    public String text() {
        return new Properties()
                .section(name + ", made from its description by Trivet")
                .setAll(settings)
                .toString();
    }
}
