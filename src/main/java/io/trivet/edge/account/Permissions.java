package io.trivet.edge.account;

import io.trivet.layout.Domain;
import io.trivet.plan.Plan;
import io.trivet.platform.MskPlatform;
import io.trivet.platform.ec2.Upkeep;
import io.trivet.problem.Resource;
import io.trivet.stack.OnEc2;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The actions of AWS behind each type of resource that Trivet asks Pulumi for, from {@code permissions.txt}: to make,
 * read, change and delete it.
 */
public final class Permissions {
    private static final String ALWAYS = "always";
    private static final List<Row> ROWS = Resource.rows(Permissions.class, "permissions.txt").stream()
            .map(Row::of)
            .toList();

    private Permissions() {}

    /**
     * A line.
     *
     * @param type as Pulumi names it, {@code aws:ec2/vpc:Vpc}; or what a program asks without making anything
     * @param when what must be wanted for it
     */
    private record Row(String type, String when, List<String> actions) {
        static Row of(String line) {
            String[] words = line.split(" +");
            return new Row(words[0], words[1], List.of(words).subList(2, words.length));
        }

        boolean isFor(SortedSet<String> wanted) {
            return Stream.of(when.split("\\+")).allMatch(wanted::contains);
        }
    }

    /** What {@code pulumi up} of a plan needs, sorted. */
    public static List<String> of(Plan<?> plan) {
        SortedSet<String> wanted = wanted(plan);
        return sorted(ROWS.stream().filter(row -> row.isFor(wanted)));
    }

    /** What it needs of any plan on that platform, {@code ec2} or {@code msk}. */
    public static List<String> of(String platform) {
        return sorted(ROWS.stream()
                .filter(row -> List.of(row.when().split("\\+")).stream()
                        .allMatch(word ->
                                word.equals(platform) || !List.of("ec2", "msk").contains(word))));
    }

    /** The types of resources of a plan. */
    public static SortedSet<String> types(Plan<?> plan) {
        SortedSet<String> wanted = wanted(plan);
        SortedSet<String> types = new TreeSet<>();
        ROWS.stream()
                .filter(row -> row.isFor(wanted) && row.type().contains("/"))
                .forEach(row -> types.add(row.type()));
        return types;
    }

    private static List<String> sorted(Stream<Row> rows) {
        SortedSet<String> actions = new TreeSet<>();
        rows.forEach(row -> actions.addAll(row.actions()));
        return List.copyOf(actions);
    }

    private static SortedSet<String> wanted(Plan<?> plan) {
        return plan.platform()
                .on(
                        ec2 -> wanted(
                                "ec2",
                                flag("vpc", ec2.network().vpc().isEmpty()),
                                flag(
                                        ec2.network().egress().orElse(OnEc2.Egress.NAT) == OnEc2.Egress.NAT
                                                ? "nat"
                                                : "endpoints",
                                        ec2.network().vpc().isEmpty()),
                                flag(
                                        "newest",
                                        plan.roles().stream()
                                                .anyMatch(role ->
                                                        !role.machine().image().pinned())),
                                flag("glue", !plan.glueRegistries().isEmpty()),
                                ofUpkeep(ec2.upkeep()),
                                names(plan.layout().names(), ec2.network().vpc().isEmpty())),
                        msk -> wanted(
                                "msk",
                                flag("vpc", msk.network().vpc().isEmpty()),
                                flag("names", msk.names().isPresent()),
                                flag("policies", !msk.policies().isEmpty()),
                                flag("glue", !plan.glueRegistries().isEmpty()),
                                msk.names().isPresent()
                                        ? names(
                                                plan.layout().names(),
                                                msk.network().vpc().isEmpty())
                                        : List.of(),
                                ofMsk(msk)),
                        service -> wanted(
                                "external", flag("glue", !plan.glueRegistries().isEmpty())));
    }

    private static List<String> names(Domain domain, boolean vpcIsMade) {
        boolean made = domain.hostedZone().isEmpty();
        List<String> words = new ArrayList<>(flag("zone", made));
        words.addAll(flag("associations", (vpcIsMade && !made) || !domain.vpcs().isEmpty()));
        return words;
    }

    private static List<String> ofUpkeep(Upkeep upkeep) {
        List<String> words = new ArrayList<>(flag("alarms", upkeep.metrics()));
        words.addAll(flag("logs", upkeep.logDays().isPresent()));
        words.addAll(flag("backups", upkeep.backupDays().isPresent()));
        words.addAll(flag("ownkey", upkeep.key().isPresent()));
        return words;
    }

    private static List<String> ofMsk(MskPlatform msk) {
        if (msk.brokers().isEmpty()) {
            return List.of("serverless");
        }
        List<String> words = new ArrayList<>(List.of("provisioned"));
        words.addAll(flag(
                "growth",
                msk.brokers()
                        .flatMap(brokers -> brokers.volume().flatMap(volume -> volume.growth()))
                        .isPresent()));
        words.addAll(flag("key", msk.encryption().key().isEmpty()));
        words.addAll(flag("users", !msk.encryption().users().isEmpty()));
        words.addAll(flag("logs", msk.monitoring().logDays().isPresent()));
        words.addAll(flag("alarms", !msk.monitoring().alarms().isEmpty()));
        words.addAll(flag(
                "accounts", msk.access().flatMap(access -> access.accounts()).isPresent()));
        return words;
    }

    private static List<String> flag(String word, boolean is) {
        return is ? List.of(word) : List.of();
    }

    @SafeVarargs
    private static SortedSet<String> wanted(String platform, List<String>... words) {
        SortedSet<String> wanted = new TreeSet<>(List.of(ALWAYS, platform));
        Stream.of(words).forEach(wanted::addAll);
        return wanted;
    }

    /** A policy that allows all of these, as JSON that IAM takes. */
    public static String policy(List<String> actions) {
        SortedMap<String, List<String>> byService = new TreeMap<>();
        actions.forEach(action -> byService
                .computeIfAbsent(action.substring(0, action.indexOf(':')), service -> new ArrayList<>())
                .add("\"" + action + "\""));
        StringBuilder policy = new StringBuilder("{\n  \"Version\": \"2012-10-17\",\n  \"Statement\": [\n");
        List<String> statements = byService.values().stream()
                .map(names -> "    {\n      \"Effect\": \"Allow\",\n      \"Action\": [\n        "
                        + String.join(",\n        ", names) + "\n      ],\n      \"Resource\": \"*\"\n    }")
                .toList();
        return policy.append(String.join(",\n", statements))
                .append("\n  ]\n}\n")
                .toString();
    }
}
