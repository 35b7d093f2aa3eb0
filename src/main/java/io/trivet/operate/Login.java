package io.trivet.operate;

import java.nio.file.Path;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * As whom Trivet comes to servers of our own.
 *
 * @param settings of a client of Kafka; they name files and hold no secret
 */
public record Login(SortedMap<String, String> settings) {
    /** Where listeners are in plain text, as Kafka's ANONYMOUS. */
    public static final Login NONE = new Login(Collections.emptySortedMap());

    public Login {
        settings = Collections.unmodifiableSortedMap(settings);
    }

    /**
     * With a certificate, over TLS.
     *
     * @param own PEM file with the certificate and its key
     * @param authority PEM file with those that sign the certificates of servers
     */
    public static Login certificate(Path own, Path authority) {
        SortedMap<String, String> settings = new TreeMap<>();
        settings.put("security.protocol", "SSL");
        settings.put("ssl.keystore.type", "PEM");
        settings.put("ssl.keystore.location", own.toString());
        settings.put("ssl.truststore.type", "PEM");
        settings.put("ssl.truststore.location", authority.toString());
        return new Login(settings);
    }
}
