package io.trivet.process;

import java.util.regex.Pattern;

/** The address of a file that nodes fetch: by https, or from a bucket of S3. */
public final class FileAddress {
    /** What a path consists of that means the same to curl, a shell, S3 and a policy: no user, pattern or variable. */
    private static final String PATH = "(/[A-Za-z0-9._~+=-]+)*/[A-Za-z0-9._~+=-]+\\.";

    private FileAddress() {}

    /** Addresses of files with one of these endings, {@code tgz|zip}. */
    public static Pattern endingIn(String endings) {
        return Pattern.compile("(https://[A-Za-z0-9.-]+(:\\d{1,5})?|s3://[a-z0-9][a-z0-9.-]{1,61}[a-z0-9])" + PATH + "("
                + endings + ")");
    }
}
