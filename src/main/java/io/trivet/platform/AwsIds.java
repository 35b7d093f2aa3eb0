package io.trivet.platform;

import java.util.regex.Pattern;

/** Ids that AWS gives to what exists already. */
public final class AwsIds {
    private static final Pattern ID = Pattern.compile("(vpc|subnet|ami)-([0-9a-f]{8}|[0-9a-f]{17})");
    private static final Pattern ZONE_ID = Pattern.compile("Z[0-9A-Z]{7,31}");

    private AwsIds() {}

    /** Says what is wrong with an id that must begin with {@code vpc}, {@code subnet} or {@code ami}. */
    public static void check(Subject subject, String path, String id, String kind) {
        if (!ID.matcher(id).matches() || !id.startsWith(kind + "-")) {
            form(subject, path, id, "an id as " + kind + "-0abcdef1234567890");
        }
    }

    /** Says what is wrong with the id of a hosted zone. */
    public static void checkZone(Subject subject, String path, String id) {
        if (!ZONE_ID.matcher(id).matches()) {
            form(subject, path, id, "the id of a hosted zone, as Z0123456789ABCDEFGHIJ");
        }
    }

    private static void form(Subject subject, String path, String id, String must) {
        subject.error(PlatformRule.AWS_ID, path, id).must("be " + must).mend("copy it from the console of AWS");
    }
}
