package io.trivet.platform;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Ids that AWS gives to what exists already. */
public final class AwsIds {
    private static final Pattern ID = Pattern.compile("(vpc|subnet|ami)-([0-9a-f]{8}|[0-9a-f]{17})");
    private static final Pattern ZONE_ID = Pattern.compile("Z[0-9A-Z]{7,31}");

    private static final Pattern REGION = Pattern.compile("[a-z]{2}(?:-[a-z]+)+-\\d");
    private static final Pattern ZONE = Pattern.compile(REGION + "[a-z]");

    /**
     * What an ARN of something in a region is: service, region, and what is behind the account. That is what names of
     * secrets and topics, ids of keys and certificates consist of, and no {@code *}, {@code ?} or {@code $} of
     * policies.
     *
     * <p>Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html.
     */
    public static final Pattern ARN =
            Pattern.compile("arn:aws[a-z-]*:([a-z0-9-]+):(" + REGION + "):\\d{12}:([A-Za-z0-9/_+=.@!:-]{1,600})");

    private AwsIds() {}

    /** Says what is wrong with an id that must begin with {@code vpc}, {@code subnet} or {@code ami}. */
    public static void check(Subject subject, String path, String id, String kind) {
        if (!ID.matcher(id).matches() || !id.startsWith(kind + "-")) {
            form(subject, path, id, "an id as " + kind + "-0abcdef1234567890");
        }
    }

    /** Whether a text has the form of a region. */
    public static boolean isRegion(String text) {
        return REGION.matcher(text).matches();
    }

    /** Whether a text has the form of an availability zone. */
    public static boolean isZone(String text) {
        return ZONE.matcher(text).matches();
    }

    /** Says what is wrong with the id of a hosted zone. */
    public static void checkZone(Subject subject, String path, String id) {
        if (!ZONE_ID.matcher(id).matches()) {
            form(subject, path, id, "the id of a hosted zone, as Z0123456789ABCDEFGHIJ");
        }
    }

    /**
     * Says what is wrong with a name of something in the region of the stack.
     *
     * @param service that it must be of, {@code kms}
     * @param example of what follows the account; up to its slash, if it has one, it must be that
     */
    public static void checkArn(Subject subject, String path, String text, String service, String example) {
        Optional<String> region = subject.description().region();
        String start = example.substring(0, example.indexOf('/') + 1);
        Matcher arn = ARN.matcher(text);
        if (!arn.matches()
                || !arn.group(1).equals(service)
                || !arn.group(3).startsWith(start)
                || arn.group(3).equals(start)
                || region.isPresent() && !arn.group(2).equals(region.get())) {
            form(
                    subject,
                    path,
                    text,
                    "an ARN as arn:aws:" + service + ":" + region.orElse("us-east-1") + ":123456789012:" + example);
        }
    }

    private static void form(Subject subject, String path, String id, String must) {
        subject.error(PlatformRule.AWS_ID, path, id).must("be " + must).mend("copy it from the console of AWS");
    }
}
