package io.trivet.stack;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Who may come to the servers of a cluster, and how each proves who it is. */
public record Security(
        @Doc(
                value =
                        "How clients prove who they are: by a certificate, whose name is that of the user, and beside it, by a password",
                example = "[mtls]")
        List<Authentication> authentication,

        @Doc(
                value =
                        "The authority of AWS Private CA that signs the certificates, by its ARN; on this machine a cluster has one of its own",
                example =
                        "arn:aws:acm-pca:us-east-1:123456789012:certificate-authority/1234abcd-12ab-34cd-56ef-1234567890ab")
        String authority,

        @Doc(
                value =
                        "Authorities whose certificates servers let in besides, while one takes the place of another, by their ARNs",
                example =
                        "[arn:aws:acm-pca:us-east-1:123456789012:certificate-authority/5678abcd-12ab-34cd-56ef-1234567890ab]")
        Optional<List<String>> trusts) {
    /** How a client proves who it is. */
    public enum Authentication {
        /** By a certificate of its own, in the handshake of TLS. */
        MTLS,

        /** By a password, of which brokers keep a hash with salt, on a listener of its own. */
        SCRAM
    }

    /** Those whose certificates servers let in: first the one that signs theirs. */
    public List<String> authorities() {
        return Stream.concat(Stream.of(authority), trusts.stream().flatMap(List::stream))
                .toList();
    }

    /** Whether servers of the one and servers of the other let each other in. */
    public boolean meets(Security other) {
        return authorities().contains(other.authority) && other.authorities().contains(authority);
    }

    /** Whether users may come with a password. */
    public boolean hasPasswords() {
        return authentication.contains(Authentication.SCRAM);
    }
}
