package io.trivet.stack;

import java.util.List;

/** Who may come to the servers of a cluster, and how each proves who it is. */
public record Security(
        @Doc(
                value = "How clients prove who they are: by a certificate, whose name is that of the user",
                example = "[mtls]")
        List<Authentication> authentication,

        @Doc(
                value =
                        "The authority of AWS Private CA that signs the certificates, by its ARN; on this machine a cluster has one of its own",
                example =
                        "arn:aws:acm-pca:us-east-1:123456789012:certificate-authority/1234abcd-12ab-34cd-56ef-1234567890ab")
        String authority) {
    /** How a client proves who it is. */
    public enum Authentication {
        /** By a certificate of its own, in the handshake of TLS. */
        MTLS
    }
}
