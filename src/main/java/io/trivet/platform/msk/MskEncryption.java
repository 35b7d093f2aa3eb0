package io.trivet.platform.msk;

import io.trivet.stack.OnMsk;
import java.util.List;
import java.util.Optional;

/**
 * Who may come, and what is encrypted. Between brokers everything is encrypted, always.
 *
 * @param authentication ways to prove who one is, without doubles, in the order of {@link OnMsk.Authentication}
 * @param inTransit between clients and brokers, as MSK spells it: {@code TLS} or {@code TLS_PLAINTEXT}
 * @param users secrets of SASL/SCRAM, by ARN
 * @param authorities that sign the certificates of clients, by ARN
 * @param key that encrypts data at rest, by ARN; empty where one is made
 */
public record MskEncryption(
        List<OnMsk.Authentication> authentication,
        String inTransit,
        List<String> users,
        List<String> authorities,
        Optional<String> key) {
    /** Whether clients may prove themselves in this way. */
    public boolean takes(OnMsk.Authentication way) {
        return authentication.contains(way);
    }
}
