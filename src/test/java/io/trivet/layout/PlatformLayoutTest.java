package io.trivet.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trivet.stack.Address;
import io.trivet.stack.Cidr;
import io.trivet.stack.Description;
import io.trivet.stack.Span;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What the layout of each platform holds, and what it leaves to those who run the brokers. */
final class PlatformLayoutTest {
    private static final SortedMap<String, String> NOWHERE_ELSE = new TreeMap<>();
    private static final String TOPICS = "topics: {orders: {partitions: 6}}";
    private static final String DNS = ", dns: {zone: example.internal, ttl: 5m, zoneId: Z0123456789ABCDEFGHIJ}";
    private static final String NAMES = ", msk: {type: standard, names: {certificate: "
            + "\"arn:aws:acm:eu-west-1:123456789012:certificate/12345678-1234-1234-1234-123456789012\"}}";

    private static Layout layout(Description<?> description) {
        return Layout.of(description, Site.EC2);
    }

    @Test
    void msk_has_the_zones_of_ec2_with_the_same_blocks_and_topics_but_no_node_of_ours() {
        Layout ec2 = layout(Described.onEc2(3, TOPICS));
        Layout msk = layout(Described.onMsk("standard", 3, 3, TOPICS));

        assertThat(msk.zones()).isEqualTo(ec2.zones()).hasSize(3);
        assertThat(msk.zones().get(1))
                .isEqualTo(new Zone(1, "eu-west-1b", Cidr.parse("10.20.64.0/18").orElseThrow()));
        assertThat(msk.topics()).isEqualTo(ec2.topics());
        assertThat(msk.nodes()).isEmpty();
        assertThat(msk.records()).isEmpty();
        assertThat(msk.clusterId()).isEmpty();
        assertThat(layout(Described.serverless(TOPICS)).zones()).isEqualTo(ec2.zones());
    }

    @Test
    void a_service_has_topics_and_neither_zones_nor_nodes() {
        Layout service = layout(Described.onService(TOPICS));

        assertThat(service.topics())
                .isEqualTo(layout(Described.onEc2(3, TOPICS)).topics());
        assertThat(service.zones()).isEmpty();
        assertThat(service.nodes()).isEmpty();
        assertThat(service.records()).isEmpty();
        assertThat(service.cluster()).isEqualTo("films");
    }

    @Test
    void a_subnet_that_exists_stands_in_the_place_of_the_quarter_on_msk_too() {
        String network = ", network: {cidr: 10.20.0.0/16, vpc: vpc-0abcdef1234567890, subnets: "
                + "{eu-west-1b: {id: subnet-0abcdef1234567890, cidr: 10.20.9.0/24}}}";

        assertThat(layout(Described.onMsk("standard", 3, 3, TOPICS + network)).zones())
                .extracting(zone -> zone.subnet().toString())
                .containsExactly("10.20.0.0/18", "10.20.9.0/24", "10.20.128.0/18");
    }

    @Test
    void names_are_the_same_on_every_platform_where_they_are_asked_for() {
        Domain domain = new Domain(
                "films",
                "example.internal",
                Optional.of("Z0123456789ABCDEFGHIJ"),
                new Span(Duration.ofMinutes(5)),
                NOWHERE_ELSE);

        assertThat(layout(Described.onMsk("standard", 3, 3, TOPICS + DNS + NAMES))
                        .domain())
                .contains(domain);
        assertThat(layout(Described.onService(TOPICS + DNS)).names()).isEqualTo(domain);
        assertThat(domain.bootstrap()).isEqualTo("bootstrap.films.example.internal");
        assertThat(domain.inZone(domain.name("broker4"))).isEqualTo("broker4.films");
        assertThat(layout(Described.onEc2(3, TOPICS)).domain())
                .contains(new Domain(
                        "films", "example.internal", Optional.empty(), new Span(Duration.ofSeconds(60)), NOWHERE_ELSE));
    }

    @Test
    void on_msk_a_zone_names_nothing_without_a_certificate_for_it() {
        Layout layout = layout(Described.onMsk("standard", 3, 3, TOPICS + DNS));

        assertThat(layout.domain()).isEmpty();
        assertThatThrownBy(layout::names).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void there_is_a_record_for_each_node_and_one_for_all_brokers() {
        List<DnsRecord> records = layout(Described.onEc2(2, TOPICS)).records();

        assertThat(records)
                .extracting(DnsRecord::name)
                .containsExactly(
                        "controller1.films.example.internal",
                        "controller2.films.example.internal",
                        "controller3.films.example.internal",
                        "broker1.films.example.internal",
                        "broker2.films.example.internal",
                        "bootstrap.films.example.internal");
        assertThat(records.get(5).addresses())
                .containsExactly(
                        Address.parse("10.20.0.100").orElseThrow(),
                        Address.parse("10.20.64.100").orElseThrow());
    }
}
