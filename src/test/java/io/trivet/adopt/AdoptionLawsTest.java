package io.trivet.adopt;

import static org.assertj.core.api.Assertions.assertThat;

import io.trivet.gen.ForEachSample;
import io.trivet.gen.Sample;
import io.trivet.gen.Samples;
import io.trivet.kafka.Catalogue;
import io.trivet.kafka.KafkaVersion;
import io.trivet.kafka.SettingEdit;
import io.trivet.layout.Layout;
import io.trivet.operate.found.FoundCluster;
import io.trivet.operate.found.FoundSetting;
import io.trivet.plan.Comparison;
import io.trivet.platform.Prices;
import io.trivet.problem.Problems;
import io.trivet.process.KafkaSettings;
import io.trivet.rule.Rules;
import io.trivet.security.Grant;
import io.trivet.security.UserRights;
import io.trivet.stack.Description;
import io.trivet.stack.OnEc2;
import io.trivet.stack.Reading;
import io.trivet.stack.Security;
import io.trivet.stack.StackReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/** What holds for the adoption of every cluster that is what a description says. */
final class AdoptionLawsTest {
    private static final Path ROOT = Path.of("").toAbsolutePath();

    @ForEachSample
    void what_is_written_of_a_cluster_means_the_cluster(Sample sample) {
        Description<OnEc2> meant = sample.description();

        Description<OnEc2> imported =
                reread(Ec2Adoption.of(FoundClusters.of(meant), ServerFiles.NONE, meant.id(), named(meant)));

        Layout before = Layout.of(meant);
        Layout after = Layout.of(imported);
        assertThat(after.brokers()).hasSameSizeAs(before.brokers());
        if (before.brokers().size() > 1) {
            // One address alone does not tell the block that it was taken from.
            assertThat(after.brokers()).isEqualTo(before.brokers());
        }
        assertThat(after.voters()).hasSameSizeAs(before.voters());
        assertThat(after.topics()).isEqualTo(before.topics());
        assertThat(after.clusterId()).isEqualTo(before.clusterId());
        assertThat(imported.on().kafka().version()).isEqualTo(meant.on().kafka().version());
        assertThat(imported.on().kafka().mode()).isEqualTo(meant.on().kafka().mode());
        assertThat(imported.on().brokers().volume().size())
                .isEqualTo(meant.on().brokers().volume().size());
        assertThat(imported.on().brokers().volumeCount())
                .isEqualTo(meant.on().brokers().volumeCount());
        assertThat(settings(imported)).containsAllEntriesOf(settings(meant));
        assertThat(imported.on().security().map(Security::authentication))
                .isEqualTo(meant.on().security().map(Security::authentication));
        assertThat(rights(imported)).isEqualTo(rights(meant));
        assertThat(listeners(after)).isEqualTo(listeners(before));
    }

    /**
     * What each user may do; to own it is a wish, and no fact of a cluster, and a right for all of the cluster is one
     * of a console, which no cluster tells of.
     */
    private static List<UserRights> rights(Description<OnEc2> description) {
        return UserRights.of(description).stream()
                .filter(user -> !user.grants().isEmpty() || !user.quotas().isEmpty())
                .map(user -> new UserRights(user.user(), described(user), user.quotas(), false, user.password()))
                .toList();
    }

    private static SortedSet<Grant> described(UserRights user) {
        SortedSet<Grant> grants = new TreeSet<>(user.grants());
        grants.removeIf(grant -> grant.kind() == Grant.Kind.CLUSTER);
        return grants;
    }

    /** Further listeners as brokers tell them; who may reach them is a matter of the network. */
    private static List<String> listeners(Layout layout) {
        return layout.listeners().stream()
                .map(listener -> listener.kafkaName() + " " + listener.port() + " " + listener.protocol() + " "
                        + listener.domain())
                .toList();
    }

    @ForEachSample
    void a_cluster_that_is_what_is_described_differs_in_nothing(Sample sample) {
        Description<OnEc2> described = sample.description();

        Adoption<OnEc2> was = Ec2Adoption.like(FoundClusters.of(described), ServerFiles.NONE, described);
        Comparison comparison =
                Comparison.of(described.id(), judged(was.description()), judged(described), Prices.read());

        assertThat(was.gaps()).isEmpty();
        assertThat(comparison.delta().changes()).isEmpty();
        assertThat(comparison.state()).isEqualTo(Comparison.State.UNCHANGED);
    }

    @ForEachSample
    void what_is_imported_again_is_the_same_text(Sample sample) {
        Description<OnEc2> meant = sample.description();
        FoundCluster found = FoundClusters.of(meant);
        Description<OnEc2> once = reread(Ec2Adoption.of(found, ServerFiles.NONE, meant.id(), named(meant)));

        Adoption<OnEc2> was = Ec2Adoption.like(found, ServerFiles.NONE, once);

        assertThat(Comparison.of(once.id(), judged(was.description()), judged(once), Prices.read())
                        .delta()
                        .changes())
                .isEmpty();
    }

    /**
     * The brokers of one sample, a third of whose settings are Kafka's own, given what another sample describes: by
     * their files, or by an order to the whole cluster.
     */
    @ForEachSample
    void whatever_brokers_were_given_is_written_or_told(Sample sample) {
        Description<OnEc2> meant = sample.description();
        Catalogue catalogue =
                Catalogue.of(KafkaVersion.of(meant.on().kafka().version()).orElseThrow());
        Random chance = sample.chance();
        SortedMap<String, String> given =
                Samples.of(sample.seed() + 1).description().on().brokers().settings();
        FoundCluster found = FoundClusters.given(
                FoundClusters.forgetful(FoundClusters.of(meant), catalogue, chance),
                given,
                chance.nextBoolean() ? FoundSetting.Source.CLUSTER : FoundSetting.Source.FILE);

        Adoption<OnEc2> adoption = Ec2Adoption.of(found, ServerFiles.NONE, meant.id(), named(meant));

        SortedMap<String, String> written = settings(adoption.description());
        SortedSet<String> there = found.settings();
        written.forEach((name, value) -> {
            if (there.contains(name)) {
                assertThat(same(catalogue, name, value, found.most(name)))
                        .as("%s is %s and is written %s", name, found.most(name), value)
                        .isTrue();
            }
        });
        assertThat(given.keySet())
                .allSatisfy(name -> assertThat(written.containsKey(name)
                                || adoption.gaps().stream()
                                        .anyMatch(gap -> gap.text().startsWith(name)))
                        .as(name)
                        .isTrue());
    }

    private static boolean same(Catalogue catalogue, String name, String one, String other) {
        return catalogue
                .broker(name)
                .map(setting -> SettingEdit.same(setting, one, other))
                .orElse(false);
    }

    private static Named named(Description<OnEc2> description) {
        return new Named(Optional.of(description.name()), Optional.of(description.environment()), description.region());
    }

    /** What brokers would run with. */
    private static SortedMap<String, String> settings(Description<OnEc2> description) {
        return KafkaSettings.of(
                        description.on(),
                        KafkaVersion.of(description.on().kafka().version()).orElseThrow())
                .brokers();
    }

    private static Reading judged(Description<OnEc2> description) {
        return Rules.check(new Reading(Optional.of(description), Problems.NONE));
    }

    private static Description<OnEc2> reread(Adoption<OnEc2> adoption) {
        String text = StackText.of(adoption, "broker1:9092");
        Path file = Path.of("Pulumi." + adoption.description().id() + ".yaml");
        Reading reading = StackReader.read(ROOT, file, path -> text);
        assertThat(reading.problems().list()).as(text).isEmpty();
        return reading.ec2().orElseThrow();
    }
}
