package io.trivet.platform.msk;

import io.trivet.stack.OnMsk;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A name of one's own in front of the brokers: a load balancer shows a certificate for it, and passes what comes at a
 * port of its own on to each broker. A record that only pointed at MSK's names would break TLS, since the certificate
 * of a broker is for those alone; so there is this, or no name at all.
 *
 * <p>Source: https://docs.aws.amazon.com/msk/latest/developerguide/custom-domain-names.html.
 *
 * @param host {@code bootstrap.films.us-east-1.prod.internal}
 * @param zone private zone of the name
 * @param zoneId of one that exists; empty where one is made
 * @param certificate of the load balancer, by ARN
 */
public record MskNames(String host, String zone, Optional<String> zoneId, String certificate, List<Way> ways) {
    /**
     * What clients of one kind of authentication reach.
     *
     * @param authentication iam or scram; a certificate of a client would end at the load balancer
     * @param listener as MSK names it in {@code custom.advertised.listeners}
     * @param port of the brokers, and of the bootstrap name
     * @param base to which the id of a broker is added for the port of that broker
     */
    public record Way(OnMsk.Authentication authentication, String listener, int port, int base) {}

    private static final Way IAM = new Way(OnMsk.Authentication.IAM, "CLIENT_IAM", MskPort.IAM.number(), 9800);
    private static final Way SCRAM =
            new Way(OnMsk.Authentication.SCRAM, "CLIENT_SASL_SCRAM", MskPort.SCRAM.number(), 9600);

    public static List<Way> ways(List<OnMsk.Authentication> authentication) {
        List<Way> ways = new ArrayList<>();
        for (Way way : List.of(IAM, SCRAM)) {
            if (authentication.contains(way.authentication())) {
                ways.add(way);
            }
        }
        return List.copyOf(ways);
    }

    /** The value of {@code custom.advertised.listeners}: each broker adds its id to the base. */
    public String listeners() {
        return String.join(
                ",",
                ways.stream()
                        .map(way -> way.listener() + "://" + host + ":" + way.base() + "+{broker_id}")
                        .toList());
    }
}
