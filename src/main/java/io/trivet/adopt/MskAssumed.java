package io.trivet.adopt;

import io.trivet.stack.Cidr;
import io.trivet.stack.Common;
import io.trivet.stack.Description;
import io.trivet.stack.OnMsk;
import io.trivet.stack.Places;
import io.trivet.stack.PlatformName;
import io.trivet.stack.Subnet;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a description must say of a cluster on Amazon MSK and AWS does not: who it is, and the block of its network. */
final class MskAssumed {
    private static final String BLOCK = "10.0.0.0/16";
    private static final String ENVIRONMENT = "dev";
    private static final Pattern WORD = Pattern.compile("[a-z][a-z0-9]*");
    private static final int LONGEST = 40;

    private MskAssumed() {}

    /**
     * The two parts of a name on MSK.
     *
     * @param cluster before the last hyphen, unless more is known
     * @param environment behind it
     */
    private record Parts(String cluster, String environment) {}

    /** A description with neither settings nor topics, to be completed by what was found. */
    static Description<OnMsk> of(FoundMsk found, String stack, Named named, List<Gap> gaps) {
        Parts parts = parts(found, named, gaps);
        OnMsk.Network network = new OnMsk.Network(
                Cidr.parse(BLOCK).orElseThrow(), Optional.empty(), Collections.emptySortedMap(), Optional.empty());
        if (found.network().block().isEmpty()) {
            gaps.add(Gap.assumed("network.cidr", BLOCK, "which these credentials may not ask"));
        }
        OnMsk.Msk msk = OnMsk.Msk.of(found.type(), Optional.empty());
        OnMsk on = new OnMsk(
                Optional.empty(),
                List.of(),
                network,
                Optional.empty(),
                msk,
                Optional.empty(),
                Collections.emptySortedMap(),
                Optional.empty());
        SortedMap<String, String> tags = new TreeMap<>(found.tags());
        tags.keySet().removeIf(key -> key.equals("Name") || key.startsWith("trivet:") || key.startsWith("aws:"));
        MskFeatures.assumed(found, gaps);
        Common common = new Common(
                parts.cluster(),
                parts.environment(),
                PlatformName.MSK,
                Optional.empty(),
                Optional.empty(),
                Collections.emptySortedMap(),
                Collections.emptySortedMap(),
                Collections.emptySortedMap(),
                Optional.empty(),
                Collections.unmodifiableSortedMap(tags));
        return new Description<>(stack, Optional.of(found.region()), common, on, Places.NONE);
    }

    /** By the tags of a cluster that Trivet made, by what a person said, else by the last hyphen. */
    private static Parts parts(FoundMsk found, Named named, List<Gap> gaps) {
        String whole = found.name();
        Optional<String> tagged = Optional.ofNullable(found.tags().get("trivet:environment"));
        Optional<String> environment = named.environment().or(() -> tagged);
        Optional<Parts> said = environment
                .filter(word -> whole.endsWith("-" + word) && whole.length() > word.length() + 1)
                .map(word -> new Parts(whole.substring(0, whole.length() - word.length() - 1), word));
        if (said.isPresent() && named.name().map(said.get().cluster()::equals).orElse(true)) {
            return said.get();
        }
        int hyphen = whole.lastIndexOf('-');
        boolean parted = hyphen > 0 && WORD.matcher(whole.substring(hyphen + 1)).matches();
        Parts parts = new Parts(
                named.name().orElseGet(() -> label(parted ? whole.substring(0, hyphen) : whole)),
                environment.orElse(parted ? whole.substring(hyphen + 1) : ENVIRONMENT));
        if (named.name().isEmpty() && !whole.startsWith(parts.cluster())) {
            gaps.add(Gap.assumed("name", parts.cluster(), "of the name " + whole + " on MSK, which is msk.name"));
        }
        if (environment.isEmpty()) {
            String why = parted ? "the end of the name " : "which is not told by the name ";
            gaps.add(Gap.assumed("environment", parts.environment(), why + whole + " on MSK"));
        }
        return parts;
    }

    /** As the name of a cluster of Trivet can be: the label of a name in DNS. */
    private static String label(String name) {
        String label = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        String shorter = label.substring(0, Math.min(label.length(), LONGEST)).replaceAll("^-+|-+$", "");
        return shorter.isEmpty() ? "kafka" : shorter;
    }

    /**
     * The network as it is; what AWS was not asked stays as described.
     *
     * @param described whether there is a description already
     */
    static OnMsk.Network network(FoundMsk found, OnMsk.Network base, boolean described) {
        SortedMap<String, Subnet> subnets = new TreeMap<>();
        found.network()
                .subnets()
                .forEach(subnet -> Cidr.parse(subnet.block())
                        .ifPresent(block -> subnets.putIfAbsent(subnet.zone(), new Subnet(subnet.id(), block))));
        Optional<String> vpc = found.network().subnets().stream()
                .map(FoundMsk.Subnet::vpc)
                .filter(id -> !id.isEmpty())
                .findFirst();
        // A VPC that Trivet made is described by its block alone.
        boolean made = described && base.vpc().isEmpty();
        return made || subnets.isEmpty()
                ? base
                : new OnMsk.Network(
                        Cidr.parse(found.network().block()).orElse(base.cidr()),
                        vpc,
                        Collections.unmodifiableSortedMap(subnets),
                        base.clients());
    }

    /** Where brokers can be asked, each with how. */
    static String ways(FoundMsk found) {
        return found.bootstrap().entrySet().stream()
                .map(way -> way.getKey() + " " + way.getValue())
                .collect(Collectors.joining("; "));
    }
}
