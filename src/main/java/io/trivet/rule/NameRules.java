package io.trivet.rule;

import io.trivet.platform.AwsIds;
import io.trivet.platform.Subject;
import io.trivet.problem.Rule;
import io.trivet.problem.Words;
import io.trivet.stack.Description;
import io.trivet.stack.Span;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.regex.Pattern;

/** Names of the cluster and its nodes, and the tags of all that belongs to it. */
final class NameRules {
    /** Source: https://www.pulumi.com/docs/iac/concepts/stacks (stack names). */
    private static final Pattern STACK = Pattern.compile("[A-Za-z0-9_.-]{1,100}");

    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]*[a-z0-9])?");
    private static final Duration SHORT = Duration.ofSeconds(30);
    private static final Duration LONG = Duration.ofSeconds(300);
    private static final int LONGEST_NAME = 40;
    private static final int LONGEST_ZONE = 180;

    /** Source: https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html */
    private static final Pattern TAG = Pattern.compile("[\\p{L}\\p{N} _.:/=+@-]*");

    private static final int LONGEST_TAG = 128;
    private static final int LONGEST_TAG_VALUE = 256;

    /** AWS allows 50 a resource, of which Trivet writes six at most. */
    private static final int MOST_TAGS = 44;

    private NameRules() {}

    static void check(Subject subject) {
        Description<?> description = subject.description();
        stack(subject, description);
        label(subject, CommonRule.CLUSTER_NAME, "name", description.name(), ": it is part of the name of every node");
        label(subject, CommonRule.ENVIRONMENT_NAME, "environment", description.environment(), "");
        if (description.isProduction() && description.mayEnd()) {
            subject.warning(CommonRule.DELETION_ALLOWED, "deletion", "allowed")
                    .must("be refused while the cluster is in use: pulumi destroy meets nothing that stops it")
                    .mend("remove deletion, unless the cluster is to be ended now");
        }
        subject.dns().ifPresent(dns -> {
            zone(subject, dns.zone());
            ttl(subject, dns.ttl());
            dns.zoneId().ifPresent(id -> AwsIds.checkZone(subject, "dns.zoneId", id));
            ZoneRules.check(subject, dns);
        });
        tags(subject, description.tags());
    }

    private static void stack(Subject subject, Description<?> description) {
        if (!STACK.matcher(description.id()).matches()) {
            subject.error(CommonRule.STACK_NAME, "", "the stack " + description.id())
                    .must("be called by 1 to 100 letters, digits, hyphens, underscores and periods")
                    .mend("rename its file, Pulumi.<stack>.yaml");
        }
        description
                .region()
                .filter(region -> !AwsIds.isRegion(region))
                .ifPresent(region -> subject.error(CommonRule.REGION, "aws:region", region)
                        .must("be a region of AWS, as us-east-1")
                        .mend("correct it"));
    }

    private static void label(Subject subject, Rule rule, String path, String text, String why) {
        if (!LABEL.matcher(text).matches() || text.length() > LONGEST_NAME) {
            subject.error(rule, path, text)
                    .must("be 1 to 40 lower-case letters, digits and hyphens, with a letter or digit at both ends"
                            + why)
                    .mend(label(text));
        }
    }

    private static void ttl(Subject subject, Optional<Span> described) {
        described.ifPresent(ttl -> {
            if (ttl.duration().compareTo(SHORT) < 0 || ttl.duration().compareTo(LONG) > 0) {
                subject.warning(CommonRule.DNS_TTL, "dns.ttl", ttl.toString())
                        .must(
                                "be 30s to 5m: longer keeps a changed record away from clients, shorter pays for every lookup")
                        .mend("write 60s");
            }
        });
    }

    private static void zone(Subject subject, String zone) {
        boolean wellFormed = zone.length() <= LONGEST_ZONE && zone.contains(".");
        for (String label : zone.split("\\.", -1)) {
            wellFormed &= LABEL.matcher(label).matches() && label.length() <= 63;
        }
        if (!wellFormed) {
            subject.error(CommonRule.DNS_ZONE, "dns.zone", zone)
                    .must(
                            "be at least two labels of lower-case letters, digits and hyphens, parted by dots, without a dot at the end")
                    .mend("write a private zone, such as us-east-1.prod.internal");
        }
    }

    private static String label(String text) {
        String label =
                text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
        return label.isEmpty() || label.length() > LONGEST_NAME ? "choose a shorter name" : "write " + label;
    }

    private static void tags(Subject subject, SortedMap<String, String> tags) {
        if (tags.size() > MOST_TAGS) {
            subject.error(CommonRule.TAG, "tags", tags.size() + " tags")
                    .must("be " + MOST_TAGS + " at most: AWS allows 50 a resource, and some are Trivet's")
                    .mend("remove " + (tags.size() - MOST_TAGS));
        }
        tags.forEach((key, value) -> {
            String path = "tags." + key;
            if (key.isEmpty()
                    || key.length() > LONGEST_TAG
                    || value.length() > LONGEST_TAG_VALUE
                    || !TAG.matcher(key + value).matches()
                    || key.startsWith("aws:")) {
                subject.error(CommonRule.TAG, path, Words.quoted(key) + ": " + Words.quoted(value))
                        .must(
                                "be a key of 1 to 128 and a value of up to 256 letters, digits, spaces and _ . : / = + - @, and not"
                                        + " begin with aws:")
                        .mend("correct it, or remove it");
            } else if (key.equals("Name") || key.startsWith("trivet:")) {
                subject.error(CommonRule.TAG_RESERVED, path, key)
                        .must("not be Name or begin with trivet:, which Trivet writes itself")
                        .mend("choose another key, or remove it");
            }
        });
    }
}
