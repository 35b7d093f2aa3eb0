package io.trivet.platform.msk.rule;

import io.trivet.platform.AwsIds;
import java.util.Optional;
import java.util.regex.Matcher;

/** Names of what exists on AWS, as {@link AwsIds#ARN} has them. */
final class Arn {
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
        Matcher arn = AwsIds.ARN.matcher(text);
        if (!arn.matches()
                || !arn.group(1).equals(service)
                || !arn.group(3).startsWith(start)
                || arn.group(3).equals(start)) {
            subject.error(MskRule.MSK_ARN, path, shown(service, text))
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

    /** In the place of a secret's name the secret itself may stand. */
    private static String shown(String service, String text) {
        return service.equals("secretsmanager") ? "no name of a secret" : text;
    }
}
