package io.trivet.layout;

import static org.assertj.core.api.Assertions.assertThat;

import io.trivet.gen.ForEachSample;
import io.trivet.gen.Sample;
import io.trivet.stack.Address;
import io.trivet.stack.Cidr;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What holds for the layout of every description. */
final class LayoutLawsTest {
    private static final Site THIS_MACHINE = new Site.ThisMachine("/home/ada/films/.trivet/prod", false);

    @ForEachSample
    void every_described_node_is_placed(Sample sample) {
        Layout layout = layout(sample);

        for (Role role : Role.ALL) {
            assertThat(layout.nodes(role)).hasSize(sample.nodes(role));
        }
    }

    @ForEachSample
    void names_and_addresses_are_given_once(Sample sample) {
        List<Node> nodes = layout(sample).nodes();

        assertThat(nodes).extracting(Node::name).doesNotHaveDuplicates();
        assertThat(nodes).extracting(Node::dnsName).doesNotHaveDuplicates();
        assertThat(nodes).extracting(Node::address).doesNotHaveDuplicates();
        assertThat(onThisMachine(sample).nodes()).extracting(Node::address).doesNotHaveDuplicates();
    }

    @ForEachSample
    void ids_are_given_once_and_brokers_and_controllers_share_their_space(Sample sample) {
        Layout layout = layout(sample);

        assertThat(layout.nodes(Role.ZOOKEEPER)).extracting(Node::id).doesNotHaveDuplicates();
        assertThat(layout.nodes())
                .filteredOn(node -> node.role() != Role.ZOOKEEPER)
                .extracting(Node::id)
                .doesNotHaveDuplicates();
    }

    @ForEachSample
    void node_n_stands_in_zone_n_minus_1_mod_3(Sample sample) {
        List<?> zones = (List<?>) sample.get("zones").orElseThrow();

        assertThat(layout(sample).nodes())
                .allSatisfy(node -> assertThat(node.zone().name()).isEqualTo(zones.get((node.number() - 1) % 3)));
    }

    @ForEachSample
    void zones_differ_by_one_node_of_a_role_at_most(Sample sample) {
        for (Role role : Role.ALL) {
            List<Integer> counts = countsByZone(layout(sample), role);

            assertThat(counts).allSatisfy(count -> assertThat(count).isBetween(counts.get(2), counts.get(2) + 1));
        }
    }

    @ForEachSample
    void no_zone_holds_a_majority_of_three_or_more_voters(Sample sample) {
        Layout layout = layout(sample);
        Role voters = layout.roles().get(0);
        int all = layout.nodes(voters).size();

        assertThat(countsByZone(layout, voters)).allMatch(count -> all < 3 || 2 * count < all);
    }

    @ForEachSample
    void adding_nodes_of_any_role_changes_no_other_node(Sample sample) {
        for (Role role : Role.ALL) {
            int now = sample.nodes(role);
            if (now > 0) {
                Sample grown = sample.with(
                        role.key() + ".nodes", now + 1 + sample.chance().nextInt(30));

                assertThat(layout(grown).nodes()).containsAll(layout(sample).nodes());
                assertThat(onThisMachine(grown).nodes())
                        .containsAll(onThisMachine(sample).nodes());
            }
        }
    }

    @ForEachSample
    void removing_the_last_node_of_a_role_removes_it_and_nothing_else(Sample sample) {
        for (Role role : Role.ALL) {
            int now = sample.nodes(role);
            if (now > 1) {
                Sample shrunk = sample.with(role.key() + ".nodes", now - 1);
                List<Node> left = new ArrayList<>(layout(sample).nodes());
                left.removeIf(node -> node.role() == role && node.number() == now);

                assertThat(layout(shrunk).nodes()).isEqualTo(left);
            }
        }
    }

    @ForEachSample
    void every_address_lies_in_the_subnet_of_its_zone_and_is_none_that_aws_keeps(Sample sample) {
        assertThat(layout(sample).nodes()).allSatisfy(node -> {
            Cidr subnet = node.zone().subnet();
            long host = Integer.toUnsignedLong(node.address().bits())
                    - Integer.toUnsignedLong(subnet.first().bits());
            // AWS keeps the first four addresses of a subnet and the last one.
            assertThat(host).isBetween(4L, subnet.size() - 2);
            assertThat(subnet.contains(node.address())).isTrue();
        });
    }

    @ForEachSample
    void subnets_are_disjoint_parts_of_the_described_block(Sample sample) {
        Cidr block = sample.description().on().network().cidr();
        List<Zone> zones = layout(sample).zones();

        for (Zone zone : zones) {
            Address last = zone.subnet().first().plus((int) zone.subnet().size() - 1);
            assertThat(block.contains(zone.subnet().first())).isTrue();
            assertThat(block.contains(last)).isTrue();
            assertThat(zones)
                    .filteredOn(other -> other.subnet().overlaps(zone.subnet()))
                    .containsExactly(zone);
        }
    }

    @ForEachSample
    void on_this_machine_only_the_first_octet_of_an_address_is_another(Sample sample) {
        List<Node> described = layout(sample).nodes();

        assertThat(onThisMachine(sample).nodes())
                .isEqualTo(described.stream()
                        .map(node -> new Node(
                                node.role(),
                                node.number(),
                                node.id(),
                                node.zone(),
                                Address.parse(node.address().toString().replaceFirst("\\d+", "127"))
                                        .orElseThrow(),
                                node.dnsName(),
                                node.portShift()))
                        .toList());
    }

    @ForEachSample
    void on_one_address_every_node_is_at_127_0_0_1(Sample sample) {
        Layout layout = Layout.of(sample.description(), new Site.ThisMachine("/root", true));

        assertThat(layout.nodes()).allSatisfy(node -> assertThat(node.address()).hasToString("127.0.0.1"));
    }

    @ForEachSample
    void every_name_can_stand_in_dns(Sample sample) {
        assertThat(layout(sample).records()).allSatisfy(record -> {
            assertThat(record.name()).hasSizeLessThanOrEqualTo(253);
            assertThat(record.name().split("\\."))
                    .allSatisfy(label -> assertThat(label).matches("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?"));
        });
    }

    @ForEachSample
    void a_node_has_one_record_and_the_bootstrap_name_leads_to_all_brokers(Sample sample) {
        Layout layout = layout(sample);
        Map<String, List<Address>> records =
                layout.records().stream().collect(Collectors.toMap(DnsRecord::name, DnsRecord::addresses));

        assertThat(records).hasSize(layout.nodes().size() + 1);
        assertThat(layout.nodes())
                .allSatisfy(node -> assertThat(records).containsEntry(node.dnsName(), List.of(node.address())));
        assertThat(records)
                .containsEntry(
                        layout.names().bootstrap(),
                        layout.brokers().stream().map(Node::address).toList());
    }

    @ForEachSample
    void the_cluster_id_is_the_described_one_or_follows_from_name_environment_and_region(Sample sample) {
        String id = layout(sample).clusterId();

        if (sample.get("kafka.clusterId").isPresent()) {
            assertThat(sample.get("kafka.clusterId")).contains(id);
        } else {
            assertThat(layout(sample.with("brokers.nodes", 7)).clusterId()).isEqualTo(id);
            assertThat(layout(sample.with("name", "another")).clusterId()).isNotEqualTo(id);
            assertThat(layout(sample.with("environment", "another")).clusterId())
                    .isNotEqualTo(id);
            assertThat(layout(new Sample(sample.seed(), sample.id(), "af-south-1", sample.cluster()))
                            .clusterId())
                    .isNotEqualTo(id);
        }
    }

    private static Layout layout(Sample sample) {
        return Layout.of(sample.description(), Site.EC2);
    }

    private static Layout onThisMachine(Sample sample) {
        return Layout.of(sample.description(), THIS_MACHINE);
    }

    private static List<Integer> countsByZone(Layout layout, Role role) {
        return layout.zones().stream()
                .map(zone -> (int) layout.nodes(zone).stream()
                        .filter(node -> node.role() == role)
                        .count())
                .toList();
    }
}
