package io.trivet.platform.ec2.rule;

import io.trivet.kafka.MirrorGroup;
import io.trivet.kafka.Replicas;
import io.trivet.process.MirrorMaker;
import io.trivet.stack.Cidr;
import io.trivet.stack.ClientSource;
import io.trivet.stack.Description;
import io.trivet.stack.Mirrors;
import io.trivet.stack.OnEc2;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** The mirrors: how many nodes there are, what they copy, where from, and that nothing is copied in a circle. */
final class MirrorRules {
    private static final String SOURCES = "mirrors.sources.";

    /** A dot ends the prefix of a copy, and whatever else is no part of the name of a topic. */
    private static final Pattern ALIAS = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private static final Pattern SERVER = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?:\\d{1,5}");

    private final Ec2Subject subject;
    private final Mirrors mirrors;
    private final String alias;

    private MirrorRules(Ec2Subject subject, Mirrors mirrors) {
        this.subject = subject;
        this.mirrors = mirrors;
        this.alias = MirrorMaker.alias(mirrors, subject.description().name());
    }

    static void check(Ec2Subject subject) {
        subject.stack().mirrors().ifPresent(mirrors -> {
            new MirrorRules(subject, mirrors).check();
            MirrorSettingRules.check(subject, mirrors);
        });
    }

    private void check() {
        if (mirrors.nodes() > 0 && mirrors.nodes() < Replicas.ZONES) {
            subject.error(Ec2Rule.MIRROR_ZONES, "mirrors.nodes", "" + mirrors.nodes())
                    .must("be at least " + Replicas.ZONES
                            + ", one for each zone, so that copying goes on without any of them")
                    .mend("write " + Replicas.ZONES);
        }
        if (subject.stack().security().isPresent()) {
            ApartRules.check(subject, MirrorGroup.USER, "mirrors", Ec2Rule.MIRROR_SECURITY);
        }
        if (!ALIAS.matcher(alias).matches()) {
            subject.error(Ec2Rule.MIRROR_NAME, "mirrors.alias", alias)
                    .must("have 1 to 64 letters, digits, - and _: it begins the names of copies, and a dot ends it")
                    .mend("write a short name, as east");
        }
        if (mirrors.sources().isEmpty()) {
            subject.error(Ec2Rule.MIRROR_SOURCE, "mirrors.sources", "no source")
                    .must("be at least one cluster to copy from")
                    .mend("write sources: {west: {stack: prod-us-west-2}}, or remove mirrors");
        }
        mirrors.sources().forEach(this::source);
    }

    private void source(String name, Mirrors.Source source) {
        String path = SOURCES + name;
        if (!ALIAS.matcher(name).matches()) {
            subject.error(Ec2Rule.MIRROR_NAME, path, name)
                    .must("have 1 to 64 letters, digits, - and _: it begins the names of copies, and a dot ends it")
                    .mend("write a short name, as west");
        } else if (name.equals(alias)) {
            subject.error(Ec2Rule.MIRROR_NAME, path, name + ", which this cluster is called itself")
                    .must("be another name: what comes from a cluster of that name is taken for its own and not copied")
                    .mend("write mirrors.alias, or another name here");
        }
        addresses(path, source);
        source.stack().ifPresent(stack -> stack(path, name, source, stack));
        if (source.stack().isEmpty() && source.user().isPresent()) {
            subject.error(Ec2Rule.MIRROR_SECURITY, path + ".user", source.user().get() + ", beside bootstrap")
                    .must("be left out: mirrors speak in plain text with brokers that no stack describes")
                    .mend("remove it, or write stack in the place of bootstrap");
        }
        expressions(path + ".topics", source.topics());
        expressions(path + ".groups", source.groups());
    }

    private void addresses(String path, Mirrors.Source source) {
        List<String> bootstrap = source.bootstrap().orElse(List.of());
        if (source.stack().isEmpty() && bootstrap.isEmpty()) {
            subject.error(Ec2Rule.MIRROR_SOURCE, path, "without stack and without bootstrap")
                    .must("say where its brokers are")
                    .mend("write the name of the stack that describes it, as stack: prod-us-west-2, or bootstrap and"
                            + " network");
        }
        for (int i = 0; i < bootstrap.size(); i++) {
            if (!SERVER.matcher(bootstrap.get(i)).matches()) {
                String found = bootstrap.get(i).contains("@") ? "an address with a user in it" : bootstrap.get(i);
                subject.error(Ec2Rule.MIRROR_SOURCE, path + ".bootstrap[" + i + "]", found)
                        .must("be host:port, without a protocol, a user or a path")
                        .mend("write it in that form");
            }
        }
        if (!bootstrap.isEmpty() && source.network().isEmpty()) {
            subject.error(Ec2Rule.MIRROR_REACH, path + ".network", "missing beside bootstrap")
                    .must("be the block of addresses of these brokers: the nodes are let out to it and to nothing else")
                    .mend("write network: 10.80.0.0/16, with the block of theirs");
        }
        source.network().ifPresent(network -> network(path + ".network", network));
    }

    private void network(String path, Cidr network) {
        if (!network.isPrivate()) {
            subject.error(Ec2Rule.MIRROR_REACH, path, network.toString())
                    .must(
                            "lie in 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 or 100.64.0.0/10: mirrors speak in plain text")
                    .mend("reach the brokers through a peering or a VPN, and write the private block at its other end");
        } else if (!network.isAligned()) {
            subject.error(Ec2Rule.MIRROR_REACH, path, network.toString())
                    .must("begin at the first address of its block: AWS refuses bits beyond the prefix")
                    .mend("write " + network.aligned());
        }
    }

    private void expressions(String path, Optional<List<String>> written) {
        List<String> all = written.orElse(List.of());
        if (written.isPresent() && all.isEmpty()) {
            subject.error(Ec2Rule.MIRROR_TOPICS, path, "empty")
                    .must("name at least one")
                    .mend("remove it, which means all");
        }
        for (int i = 0; i < all.size(); i++) {
            String text = all.get(i);
            if (text.isBlank() || text.contains(",") || !isExpression(text)) {
                subject.error(Ec2Rule.MIRROR_TOPICS, path + "[" + i + "]", text.isBlank() ? "blank" : text)
                        .must(
                                "be a name or a regular expression of Java, without a comma, at which MirrorMaker parts them")
                        .mend("write names one by one, and mask what is no letter in them with \\");
            }
        }
    }

    private static boolean isExpression(String text) {
        try {
            return !Pattern.compile(text).pattern().isEmpty();
        } catch (PatternSyntaxException e) {
            return false;
        }
    }

    private void stack(String path, String name, Mirrors.Source source, String stack) {
        String id = subject.description().id();
        Description<?> described = subject.description().sources().get(stack);
        if (stack.equals(id)) {
            subject.error(Ec2Rule.MIRROR_SOURCE, path + ".stack", "this stack itself")
                    .must("be another one: what a mirror copies to where it comes from it copies again, without end")
                    .mend("write the name of another stack");
        } else if (described == null) {
            subject.error(Ec2Rule.MIRROR_SOURCE, path + ".stack", stack + ", which is no stack that can be read")
                    .must("be described beside this one, in Pulumi." + stack + ".yaml")
                    .mend("correct the name, or see what ./trivet validate " + stack + " says");
        } else {
            described.on(
                    ec2 -> onEc2(path, name, source, ec2),
                    msk -> elsewhere(path, stack, "on Amazon MSK"),
                    service -> elsewhere(path, stack, "that a service runs"));
        }
    }

    private boolean elsewhere(String path, String stack, String where) {
        subject.error(Ec2Rule.MIRROR_SOURCE, path + ".stack", stack + ", a cluster " + where)
                .must("be on ec2, where Trivet knows the names of its brokers")
                .mend("write bootstrap and network in the place of stack, where it has a listener in plain text");
        return false;
    }

    private boolean onEc2(String path, String name, Mirrors.Source source, Description<OnEc2> from) {
        MirrorUserRules.check(subject, mirrors, path, source, from);
        reach(path, source, from);
        from.on().mirrors().ifPresent(back -> back(path, name, source, from, back));
        return true;
    }

    private void reach(String path, Mirrors.Source source, Description<OnEc2> from) {
        OnEc2.Network own = subject.stack().network();
        OnEc2.Network other = from.on().network();
        if (source.network().isPresent()) {
            return;
        }
        boolean shared = own.vpc().isPresent() && own.vpc().equals(other.vpc());
        if (!shared && own.cidr().overlaps(other.cidr())) {
            subject.error(Ec2Rule.MIRROR_REACH, path + ".stack", from.id() + ", whose network is " + other.cidr())
                    .must("lie in other addresses than this one, " + own.cidr()
                            + ": networks that overlap cannot be peered")
                    .mend("give one of the two another network.cidr before it holds data");
            return;
        }
        boolean open = other.clients().orElse(List.of()).stream()
                .anyMatch(client -> client instanceof ClientSource.Group
                        || client instanceof ClientSource.Block block
                                && block.cidr().prefix() <= own.cidr().prefix()
                                && block.cidr().contains(own.cidr().first()));
        if (!open) {
            subject.error(Ec2Rule.MIRROR_REACH, path + ".stack", from.id() + ", which does not let this network in")
                    .must("have " + own.cidr() + " in its network.clients, from where the mirrors come")
                    .mend("add it there, in Pulumi." + from.id() + ".yaml");
        }
    }

    /** What the other cluster copies from this one. */
    private void back(String path, String name, Mirrors.Source source, Description<OnEc2> from, Mirrors back) {
        String called = MirrorMaker.alias(back, from.name());
        back.sources().forEach((theirs, other) -> {
            if (!other.stack().equals(Optional.of(subject.description().id()))) {
                return;
            }
            if (source.named() == Mirrors.Names.SAME || other.named() == Mirrors.Names.SAME) {
                subject.error(
                                Ec2Rule.MIRROR_LOOP,
                                path + ".names",
                                "same, here or in stack " + from.id() + ", and each copies from the other")
                        .must(
                                "be prefixed in both: without a prefix nothing tells a copy from what was written there, and"
                                        + " records go round for ever")
                        .mend("write names: prefixed in both, or copy one way");
                return;
            }
            if (!called.equals(name)) {
                subject.error(
                                Ec2Rule.MIRROR_NAME,
                                path,
                                name + ", where stack " + from.id() + " calls itself " + called)
                        .must("be " + called
                                + ": by its own name a mirror knows what came from there, and does not copy it"
                                + " back")
                        .mend("write " + called + " here, or mirrors.alias: " + name + " there");
            }
            if (!theirs.equals(alias)) {
                subject.error(
                                Ec2Rule.MIRROR_NAME,
                                "mirrors.alias",
                                alias + ", where stack " + from.id() + " calls this cluster " + theirs)
                        .must(
                                "be the same in both: by its own name a mirror knows what came from here, and does not copy it"
                                        + " back")
                        .mend("write alias: " + theirs + ", or change the name there");
            }
        });
    }
}
