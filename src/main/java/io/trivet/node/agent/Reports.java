package io.trivet.node.agent;

import io.trivet.node.s3.Bucket;
import io.trivet.operate.Failure;

/**
 * What a node says of its way to a digest, beneath {@code reports/<node>/<instance>/<digest>/}.
 *
 * @param instance id of the machine, so that one that replaces it begins anew
 */
record Reports(Bucket bucket, String node, String instance) {
    /**
     * It leaves a digest at which it was, and might be asked to come back there before it is anywhere else. That it has
     * ever been somewhere stays said.
     */
    void left(String digest) throws Failure, InterruptedException {
        bucket.put(key("earlier", "done"), digest + "\n");
        bucket.delete(key(digest, "done"));
    }

    /** A new attempt begins: nothing of the last one holds. */
    void begin(String digest) throws Failure, InterruptedException {
        bucket.delete(key(digest, "failed"));
        bucket.delete(key(digest, "waiting"));
    }

    /** It waits for that. */
    void waiting(String digest, String what) throws Failure, InterruptedException {
        bucket.put(key(digest, "waiting"), what + "\n");
    }

    /** It is there. */
    void done(String digest, String phases) throws Failure, InterruptedException {
        bucket.put(key(digest, "done"), phases + "\n");
        begin(digest);
    }

    /** Whether its volume has data from now on; one that is empty later has lost it. */
    void data(boolean has) throws Failure, InterruptedException {
        String key = "reports/" + node + "/data";
        if (has) {
            bucket.put(key, instance + "\n");
        } else {
            bucket.delete(key);
        }
    }

    /** It goes no further. */
    void failed(String digest, String why) throws Failure, InterruptedException {
        bucket.put(key(digest, "failed"), why + "\n");
    }

    private String key(String digest, String word) {
        return "reports/" + node + "/" + instance + "/" + digest + "/" + word;
    }
}
