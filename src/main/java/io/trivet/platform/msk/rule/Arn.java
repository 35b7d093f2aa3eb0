package io.trivet.platform.msk.rule;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A name of something on AWS.
 *
 * <p>Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html.
 *
 * @param service {@code kms}
 * @param region {@code us-east-1}
 * @param account 12 digits
 * @param resource what follows, {@code key/1234abcd-12ab-34cd-56ef-1234567890ab}
 */
record Arn(String service, String region, String account, String resource) {
    private static final Pattern FORM =
            Pattern.compile("arn:aws[a-z-]*:([a-z0-9-]+):([a-z]{2}(?:-[a-z]+)+-\\d):(\\d{12}):([^\\s,]+)");

    /** The name in a text; empty when it is none, or one without a region. */
    static Optional<Arn> parse(String text) {
        Matcher form = FORM.matcher(text);
        return form.matches()
                ? Optional.of(new Arn(form.group(1), form.group(2), form.group(3), form.group(4)))
                : Optional.empty();
    }

    /**
     * Says what is wrong with a described name.
     *
     * @param service that it must be of
     * @param start of the resource, {@code key/}
     * @param example of its resource, {@code key/1234abcd-…}
     * @return it, where nothing is wrong
     */
    static Optional<Arn> check(
            MskSubject subject, String path, String text, String service, String start, String example) {
        Optional<String> region = subject.description().region();
        Optional<Arn> arn = parse(text)
                .filter(name -> name.service.equals(service)
                        && name.resource.startsWith(start)
                        && name.resource.length() > start.length());
        if (arn.isEmpty()) {
            subject.error(MskRule.MSK_ARN, path, text)
                    .must("be an ARN as arn:aws:" + service + ":" + region.orElse("us-east-1") + ":123456789012:"
                            + example)
                    .mend("copy it from the console of AWS");
            return arn;
        }
        String found = arn.get().region();
        if (region.isPresent() && !found.equals(region.get())) {
            subject.error(MskRule.MSK_ARN, path, "in " + found)
                    .must("be in " + region.get() + ", the region of the stack")
                    .mend("name one of that region, or correct aws:region");
            return Optional.empty();
        }
        return arn;
    }
}
