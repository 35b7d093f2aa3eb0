package io.trivet.node.s3;

import java.util.Optional;

/**
 * What a request is signed with.
 *
 * @param token of a session; empty for keys without an end
 */
public record Credentials(String accessKey, String secretKey, Optional<String> token) {
    /** Not the secret. */
    @Override
    public String toString() {
        return accessKey;
    }
}
