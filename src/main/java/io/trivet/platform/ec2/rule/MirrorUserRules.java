package io.trivet.platform.ec2.rule;

import io.trivet.kafka.ConnectGroup;
import io.trivet.kafka.MirrorGroup;
import io.trivet.problem.Words;
import io.trivet.process.KafkaSecurity;
import io.trivet.process.MirrorMaker;
import io.trivet.security.Grant;
import io.trivet.security.MirrorRights;
import io.trivet.security.UserRights;
import io.trivet.stack.Console;
import io.trivet.stack.Description;
import io.trivet.stack.Mirrors;
import io.trivet.stack.OnEc2;
import io.trivet.stack.User;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** As whom mirrors come to a cluster with security: as a user that is described there and may read what is copied. */
final class MirrorUserRules {
    private static final List<String> TAKEN = List.of(ConnectGroup.USER, Console.USER, MirrorGroup.USER);

    private final Ec2Subject subject;
    private final String path;
    private final Description<OnEc2> from;

    private MirrorUserRules(Ec2Subject subject, String path, Description<OnEc2> from) {
        this.subject = subject;
        this.path = path;
        this.from = from;
    }

    static void check(
            Ec2Subject subject, Mirrors mirrors, String path, Mirrors.Source source, Description<OnEc2> from) {
        new MirrorUserRules(subject, path, from).check(mirrors, source);
    }

    private void check(Mirrors mirrors, Mirrors.Source source) {
        SortedSet<Grant> needed = MirrorRights.ofSource(
                MirrorMaker.alias(mirrors, subject.description().name()), mirrors, source);
        if (from.on().security().isEmpty()) {
            source.user()
                    .ifPresent(user -> subject.error(
                                    Ec2Rule.MIRROR_SECURITY,
                                    path + ".user",
                                    user + ", where stack " + from.id() + " has no security")
                            .must("be left out: its brokers ask none who they are")
                            .mend("remove it"));
        } else if (source.user().isEmpty()) {
            subject.error(
                            Ec2Rule.MIRROR_SECURITY,
                            path + ".user",
                            "missing, where stack " + from.id() + " has security")
                    .must("name the described user of that stack as which mirrors come to its brokers")
                    .mend("write user: mirror-" + subject.description().name() + " here, and "
                            + described("mirror-" + subject.description().name(), needed));
        } else {
            user(source.user().get(), needed);
            reached();
        }
    }

    private void user(String user, SortedSet<Grant> needed) {
        Optional<User> described = Optional.ofNullable(from.on().users().get(user));
        if (TAKEN.contains(user)) {
            subject.error(Ec2Rule.MIRROR_SECURITY, path + ".user", user)
                    .must("be a user of mirrors alone: as " + user
                            + " others come there, who keep there what they know")
                    .mend("write another name here and there, as mirror-"
                            + subject.description().name());
        } else if (!KafkaSecurity.isUser(user)) {
            subject.error(Ec2Rule.MIRROR_SECURITY, path + ".user", Words.quoted(user))
                    .must("be the name of a user, as users of " + from.id()
                            + " have it: 1 to 64 letters, digits, '.', '_' and '-'")
                    .mend("write mirror-" + subject.description().name() + ", and "
                            + described("mirror-" + subject.description().name(), needed));
        } else if (described.isEmpty()) {
            subject.error(
                            Ec2Rule.MIRROR_SECURITY,
                            path + ".user",
                            user + ", which stack " + from.id() + " does not describe")
                    .must("be one of its users")
                    .mend(Words.nearest(user, List.copyOf(from.on().users().keySet()))
                            .map(nearest -> "write " + nearest)
                            .orElseGet(() -> described(user, needed)));
        } else if (described.get().hasPassword()) {
            subject.error(
                            Ec2Rule.MIRROR_SECURITY,
                            path + ".user",
                            user + ", which comes to " + from.id() + " with a password")
                    .must("come with a certificate, which mirrors get without a person")
                    .mend("remove users." + user + ".login in Pulumi." + from.id() + ".yaml");
        } else {
            may(user, needed);
        }
    }

    private void may(String user, SortedSet<Grant> needed) {
        SortedSet<Grant> given = new TreeSet<>();
        UserRights.of(from).stream().filter(one -> one.user().equals(user)).forEach(one -> given.addAll(one.grants()));
        List<String> missing = needed.stream()
                .filter(grant -> given.stream().noneMatch(other -> other.includes(grant)))
                .map(Grant::toString)
                .toList();
        if (!missing.isEmpty()) {
            subject.error(
                            Ec2Rule.MIRROR_SECURITY,
                            path + ".user",
                            user + ", which may not " + String.join(", ", missing) + " at " + from.id())
                    .must("have the right to, or what is described is not copied")
                    .mend(described(user, needed));
        }
    }

    /** Endpoints of a network that is closed are those of its own region. */
    private void reached() {
        String region = from.regionOrOfZones();
        boolean closed = subject.stack().network().vpc().isEmpty()
                && subject.stack().network().egress().equals(Optional.of(OnEc2.Egress.ENDPOINTS));
        if (closed && !region.equals(subject.description().regionOrOfZones())) {
            subject.error(Ec2Rule.MIRROR_REACH, path + ".stack", from.id() + ", whose authority is in " + region)
                    .must("have its authority in this region: with network.egress endpoints nodes reach no other, and"
                            + " get no certificate there")
                    .mend("write network: {egress: nat}");
        }
    }

    private String described(String user, SortedSet<Grant> needed) {
        return "describe in Pulumi." + from.id() + ".yaml users: {" + user + ": {topics: "
                + rights(needed, Grant.Kind.TOPIC) + ", groups: " + rights(needed, Grant.Kind.GROUP) + "}}";
    }

    private static String rights(SortedSet<Grant> needed, Grant.Kind kind) {
        return needed.stream()
                .filter(grant -> grant.kind() == kind)
                .collect(Collectors.groupingBy(
                        Grant::described,
                        TreeMap::new,
                        Collectors.mapping(grant -> Words.of(grant.right()), Collectors.joining(", "))))
                .entrySet()
                .stream()
                .map(entry -> (entry.getKey().equals("*") ? "\"*\"" : entry.getKey()) + ": [" + entry.getValue() + "]")
                .collect(Collectors.joining(", ", "{", "}"));
    }
}
