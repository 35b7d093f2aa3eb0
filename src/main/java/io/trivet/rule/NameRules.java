package io.trivet.rule;

import io.trivet.stack.OnEc2;
import io.trivet.stack.Span;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Names of the cluster and its nodes, and the cluster's id. */
final class NameRules {
    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]*[a-z0-9])?");
    private static final Pattern CLUSTER_ID = Pattern.compile("[A-Za-z0-9_-]{22}");
    private static final Duration SHORT = Duration.ofSeconds(30);
    private static final Duration LONG = Duration.ofSeconds(300);
    private static final int LONGEST_NAME = 40;
    private static final int LONGEST_ZONE = 180;

    private NameRules() {}

    static void check(Subject subject) {
        OnEc2 stack = subject.stack();
        names(subject, subject.description().name(), subject.environment());
        zone(subject, stack.dns().zone());
        ttl(subject, stack.dns().ttl());
        stack.kafka().clusterId().ifPresent(id -> {
            if (!CLUSTER_ID.matcher(id).matches() || id.startsWith("-") || !decodes(id)) {
                subject.error(
                        Rule.CLUSTER_ID,
                        "kafka.clusterId",
                        quoted(id),
                        "be 22 characters of URL-safe base64, as in the meta.properties of the cluster",
                        "copy cluster.id from meta.properties, or leave it out for a new cluster");
            }
        });
    }

    static void names(Findings subject, String name, String environment) {
        if (!LABEL.matcher(name).matches() || name.length() > LONGEST_NAME) {
            subject.error(
                    Rule.CLUSTER_NAME,
                    "name",
                    quoted(name),
                    "be 1 to 40 lower-case letters, digits and hyphens, with a letter or digit at both ends: it is part of"
                            + " the name of every node",
                    label(name));
        }
        if (!LABEL.matcher(environment).matches() || environment.length() > LONGEST_NAME) {
            subject.error(
                    Rule.ENVIRONMENT_NAME,
                    "environment",
                    quoted(environment),
                    "be 1 to 40 lower-case letters, digits and hyphens, with a letter or digit at both ends",
                    label(environment));
        }
    }

    static void ttl(Findings subject, Optional<Span> described) {
        described.ifPresent(ttl -> {
            if (ttl.duration().compareTo(SHORT) < 0 || ttl.duration().compareTo(LONG) > 0) {
                subject.warning(
                        Rule.DNS_TTL,
                        "dns.ttl",
                        ttl.toString(),
                        "be 30s to 5m: longer keeps a changed record away from clients, shorter pays for every lookup",
                        "write 60s");
            }
        });
    }

    static void zone(Findings subject, String zone) {
        boolean wellFormed = zone.length() <= LONGEST_ZONE && zone.contains(".");
        for (String label : zone.split("\\.", -1)) {
            wellFormed &= LABEL.matcher(label).matches() && label.length() <= 63;
        }
        if (!wellFormed) {
            subject.error(
                    Rule.DNS_ZONE,
                    "dns.zone",
                    quoted(zone),
                    "be at least two labels of lower-case letters, digits and hyphens, parted by dots, without a dot at the end",
                    "write a private zone, such as us-east-1.prod.internal");
        }
    }

    private static boolean decodes(String id) {
        try {
            return Base64.getUrlDecoder().decode(id).length == 16;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String label(String text) {
        String label =
                text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
        return label.isEmpty() || label.length() > LONGEST_NAME ? "choose a shorter name" : "write " + label;
    }

    static String quoted(String text) {
        return text.isEmpty() ? "empty" : text.isBlank() ? "blank" : text;
    }
}
