package io.trivet.platform.msk;

import io.trivet.kafka.ClientProtocol;
import io.trivet.kafka.SaslMechanism;
import io.trivet.platform.MskPlatform;
import io.trivet.process.ClientAccess;
import io.trivet.stack.OnMsk;
import java.util.List;

/**
 * How clients reach a cluster on Amazon MSK: by the first way to prove who they are that it has, and at addresses that
 * are known only once it is made, unless they have names of one's own.
 *
 * <p>Source: https://docs.aws.amazon.com/msk/latest/developerguide/configure-clients-for-iam-access-control.html and
 * https://docs.aws.amazon.com/msk/latest/developerguide/msk-password-tutorial.html.
 */
public final class MskAccess {
    private MskAccess() {}

    /** The way of its clients; the stack output of its name holds the addresses where they are read late. */
    public static ClientAccess of(MskPlatform platform) {
        OnMsk.Authentication way = platform.encryption().authentication().get(0);
        List<String> late = List.of(ClientAccess.reference(ClientAccess.BOOTSTRAP));
        List<String> bootstrap = platform.names()
                .flatMap(names -> names.ways().stream()
                        .filter(named -> named.authentication() == way)
                        .findFirst()
                        .map(named -> List.of(names.host() + ":" + named.port())))
                .orElse(late);
        return new ClientAccess(
                bootstrap, protocol(way, platform.encryption().inTransit()), login(way), "", List.of(), List.of());
    }

    private static ClientProtocol protocol(OnMsk.Authentication way, String inTransit) {
        return switch (way) {
            case IAM, SCRAM -> ClientProtocol.SASL_SSL;
            case TLS -> ClientProtocol.SSL;
            case UNAUTHENTICATED -> inTransit.equals("TLS") ? ClientProtocol.SSL : ClientProtocol.PLAINTEXT;
        };
    }

    private static ClientAccess.Login login(OnMsk.Authentication way) {
        return switch (way) {
            case IAM -> new ClientAccess.Login.Iam();
            case SCRAM -> new ClientAccess.Login.Password(SaslMechanism.SCRAM_SHA_512);
            case TLS -> new ClientAccess.Login.Certificate();
            case UNAUTHENTICATED -> new ClientAccess.Login.Anonymous();
        };
    }
}
