package io.trivet.platform.msk.rule;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names of what exists on AWS.
 *
 * <p>Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html.
 */
final class Arn {
    private static final Pattern FORM =
            Pattern.compile("arn:aws[a-z-]*:([a-z0-9-]+):([a-z]{2}(?:-[a-z]+)+-\\d):\\d{12}:([^\\s,]+)");

    private Arn() {}

    /**
     * Says what is wrong with a described name.
     *
     * @param service that it must be of, {@code kms}
     * @param start of its resource, {@code key/}
     * @param example of what follows, {@code 1234abcd-…}
     * @return what follows in it; empty where something is wrong
     */
    static Optional<String> check(
            MskSubject subject, String path, String text, String service, String start, String example) {
        Optional<String> region = subject.description().region();
        Matcher arn = FORM.matcher(text);
        if (!arn.matches()
                || !arn.group(1).equals(service)
                || !arn.group(3).startsWith(start)
                || arn.group(3).equals(start)) {
            subject.error(MskRule.MSK_ARN, path, text)
                    .must("be an ARN as arn:aws:" + service + ":" + region.orElse("us-east-1") + ":123456789012:"
                            + start + example)
                    .mend("copy it from the console of AWS");
        } else if (region.isPresent() && !arn.group(2).equals(region.get())) {
            subject.error(MskRule.MSK_ARN, path, "in " + arn.group(2))
                    .must("be in " + region.get() + ", the region of the stack")
                    .mend("name one of that region, or correct aws:region");
        } else {
            return Optional.of(arn.group(3).substring(start.length()));
        }
        return Optional.empty();
    }
}
