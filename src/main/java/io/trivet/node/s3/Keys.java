package io.trivet.node.s3;

import io.trivet.operate.Failure;

/** Where credentials come from. */
public interface Keys {
    /** Those to sign with now; the same ones while they hold. */
    Credentials now() throws Failure;
}
