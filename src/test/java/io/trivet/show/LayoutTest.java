package io.trivet.show;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.trivet.layout.Site;
import io.trivet.plan.Plan;
import io.trivet.stack.Description;
import io.trivet.stack.OnEc2;
import io.trivet.stack.StackReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** A layout in all its forms: whole texts of two clusters, and what holds for clusters of any size. */
final class LayoutTest {
    @TempDir
    Path folder;

    @TestFactory
    Stream<DynamicTest> every_form_of_both_examples_is_the_committed_one() {
        return Stream.of("zookeeper", "kraft").flatMap(name -> {
            Overview shown = name.equals("kraft") ? Example.kraft() : Example.zookeeper();
            SortedMap<String, String> forms = new TreeMap<>();
            forms.put("layout.txt", LayoutShown.of(shown).text(Colour.OFF));
            forms.put("layout.json", LayoutShown.of(shown).json());
            forms.put("layout.md", LayoutShown.of(shown).markdown());
            forms.put("layout.svg", LayoutSvg.of(shown));
            return forms.entrySet().stream()
                    .map(form -> DynamicTest.dynamicTest(
                            name + "/" + form.getKey(),
                            () -> new Expected("show-" + name, LayoutTest.class)
                                    .holds(Example.FOLDER.resolve(name).resolve(form.getKey()), form.getValue())));
        });
    }

    @Test
    void who_is_let_in_and_where_the_names_are_resolved_is_told() throws IOException {
        Path file = folder.resolve("Pulumi.clients.yaml");
        Files.writeString(
                file,
                Files.readString(Path.of("stacks/Pulumi.prod-us-east-1.yaml"))
                        .replace(
                                "extends: cluster.yaml",
                                "extends: " + Path.of("stacks/cluster.yaml").toAbsolutePath())
                        .replace("cidr: 10.20.0.0/16", "cidr: 10.20.0.0/16, clients: [10.80.0.0/16, sg-01234567]")
                        .replace("prod.internal", "prod.internal, vpcs: [{id: vpc-01234567}]"));
        Description<OnEc2> description =
                StackReader.read(Path.of(""), file).ec2().orElseThrow();
        Overview shown = new Overview(description, Plan.of(description, Site.EC2));

        assertThat(LayoutShown.of(shown).text(Colour.OFF).lines().map(String::strip))
                .anyMatch(line -> line.matches("Clients from +10\\.80\\.0\\.0/16 and sg-01234567"))
                .anyMatch(line -> line.matches("Names also in +vpc-01234567"));
        assertThat(LayoutShown.of(shown).json()).contains("\"from\": \"10.80.0.0/16\"", "\"from\": \"sg-01234567\"");
    }

    @Test
    void users_are_told_with_their_certificates() throws IOException {
        Description<OnEc2> description = StackReader.read(
                        Path.of(""), Path.of("src/test/resources/golden/diff/users.yaml"))
                .ec2()
                .orElseThrow();
        Overview shown = new Overview(description, Plan.of(description, Site.EC2));

        assertThat(LayoutShown.of(shown).text(Colour.OFF)).contains("""
                2 users
                  user      of                             gets
                  player    each broker                    produce 20MiB/s
                  player    topic viewing-events           write
                  profiles  group profile-builder          read
                  profiles  topic viewer-profiles          write
                  profiles  topic viewing-events           read
                  profiles  transaction profile-builder    write, describe
                  profiles  transaction profile-builder-*  write, describe
                  The name is that in the certificate, as CN=player and CN=profiles, and nothing else is in it; trivet operate\
                 users tells the brokers.
                """);
        assertThat(LayoutShown.of(shown).json()).contains("\"user\": \"player\"", "\"certificate\": \"CN=player\"");
    }

    @Test
    void users_with_a_password_are_told_with_the_listener_to_which_they_come() throws IOException {
        Path file = Files.writeString(
                folder.resolve("Pulumi.passwords.yaml"),
                Files.readString(Path.of("src/test/resources/golden/diff/users.yaml"))
                        .replace("[mtls]", "[mtls, scram]")
                        .replace("produce: 20MiB/s}", "produce: 20MiB/s}, login: scram"));
        Description<OnEc2> description =
                StackReader.read(Path.of(""), file).ec2().orElseThrow();
        Overview shown = new Overview(description, Plan.of(description, Site.EC2));

        assertThat(LayoutShown.of(shown).text(Colour.OFF)).contains("""
                  player    each broker                    produce 20MiB/s
                  player    login                          by a password
                  player    topic viewing-events           write
                """, """
                  The name is that in the certificate, as CN=profiles, and nothing else is in it; trivet operate users tells the\
                 brokers.
                  A user with a password comes to the listener scram; trivet operate users makes the password.
                """);
        assertThat(LayoutShown.of(shown).json())
                .contains("\"login\": \"scram\"", "bootstrap.films.us-east-1.prod.internal:9096")
                .doesNotContain("\"certificate\": \"CN=player\"");
    }

    @Test
    void a_thousand_brokers_stay_one_screen_of_text() throws IOException {
        String text = LayoutShown.of(Example.withBrokers(folder, 1000)).text(Colour.OFF);

        assertThat(text.lines().skip(5).takeWhile(line -> !line.isEmpty()).reduce("", (all, line) -> all + line + "\n"))
                .isEqualTo("""
                        1003 nodes in 3 zones
                          zone        node        id    address        DNS name                         ports
                          us-east-1a  zk1         1     10.20.0.10     zk1.orders.prod.internal         2181 2888 3888 7070
                          us-east-1a  broker1     1     10.20.0.100    broker1.orders.prod.internal     9092 9091 7071
                          us-east-1a  broker4     4     10.20.0.101    broker4.orders.prod.internal     9092 9091 7071
                          us-east-1a  … 331 more brokers; --all shows them
                          us-east-1a  broker1000  1000  10.20.1.177    broker1000.orders.prod.internal  9092 9091 7071
                          us-east-1b  zk2         2     10.20.64.10    zk2.orders.prod.internal         2181 2888 3888 7070
                          us-east-1b  broker2     2     10.20.64.100   broker2.orders.prod.internal     9092 9091 7071
                          us-east-1b  broker5     5     10.20.64.101   broker5.orders.prod.internal     9092 9091 7071
                          us-east-1b  … 330 more brokers; --all shows them
                          us-east-1b  broker998   998   10.20.65.176   broker998.orders.prod.internal   9092 9091 7071
                          us-east-1c  zk3         3     10.20.128.10   zk3.orders.prod.internal         2181 2888 3888 7070
                          us-east-1c  broker3     3     10.20.128.100  broker3.orders.prod.internal     9092 9091 7071
                          us-east-1c  broker6     6     10.20.128.101  broker6.orders.prod.internal     9092 9091 7071
                          us-east-1c  … 330 more brokers; --all shows them
                          us-east-1c  broker999   999   10.20.129.176  broker999.orders.prod.internal   9092 9091 7071
                        """);
    }

    @Test
    void nothing_is_cut_when_all_is_asked_for() throws IOException {
        Overview shown = Example.withBrokers(folder, 1000);

        String text = LayoutShown.of(shown).wholeText(Colour.OFF);

        assertThat(shown.plan().nodes())
                .allSatisfy(node -> assertThat(text).contains(node.node().dnsName()));
        assertThat(text).doesNotContain("…");
    }

    @Test
    void colour_changes_no_word() {
        String coloured = LayoutShown.of(Example.zookeeper()).text(Colour.ON);

        assertThat(coloured).contains("\u001b[");
        assertThat(coloured.replaceAll("\u001b\\[[0-9;]*m", ""))
                .isEqualTo(LayoutShown.of(Example.zookeeper()).text(Colour.OFF));
    }

    @Test
    void nodes_that_share_an_address_are_reached_each_by_its_port() {
        Overview shown = Example.overview(
                Example.FOLDER.resolve("zookeeper/Pulumi.prod-us-east-1.yaml"), new Site.ThisMachine("/root", true));

        assertThat(LayoutShown.of(shown).text(Colour.OFF))
                .contains("Bootstrap   broker1.orders.prod.internal:9152,broker2.orders.prod.internal:9172,")
                .contains("broker2  2   127.0.0.1  broker2.orders.prod.internal  9172 9171 7151");
    }

    @Test
    void json_holds_every_node_however_many_there_are() throws IOException {
        JsonNode json = new JsonMapper()
                .readTree(LayoutShown.of(Example.withBrokers(folder, 1000)).json());

        assertThat(json.get("nodes")).hasSize(1003);
        assertThat(json.get("records")).hasSize(1004);
    }

    @Test
    void a_drawing_of_a_thousand_brokers_stays_within_what_mermaid_takes() throws IOException {
        String text = LayoutShown.of(Example.withBrokers(folder, 1000)).markdown();

        String drawing = text.substring(text.indexOf("```mermaid"), text.indexOf("## Nodes"));
        assertThat(drawing)
                .contains("more_broker7[\"and 332 more brokers\"]:::broker")
                .hasSizeLessThan(50_000);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 6, 9, 12, 15, 30, 60, 63, 1000})
    void no_card_of_the_picture_lies_on_another_or_outside_of_it(int brokers) throws Exception {
        Document svg = parsed(LayoutSvg.of(Example.withBrokers(folder, brokers)));

        int height = Integer.parseInt(svg.getDocumentElement().getAttribute("height"));
        List<int[]> cards = new ArrayList<>();
        NodeList boxes = svg.getElementsByTagName("rect");
        for (int i = 0; i < boxes.getLength(); i++) {
            Element box = (Element) boxes.item(i);
            if (box.getAttribute("class").startsWith("card")) {
                cards.add(new int[] {
                    Integer.parseInt(box.getAttribute("x")),
                    Integer.parseInt(box.getAttribute("y")),
                    Integer.parseInt(box.getAttribute("width")),
                    Integer.parseInt(box.getAttribute("height"))
                });
            }
        }
        assertThat(cards).hasSize(3 + Math.min(brokers, 60));
        for (int[] card : cards) {
            assertThat(card[0]).isPositive();
            assertThat(card[0] + card[2]).isLessThan(1200);
            assertThat(card[1] + card[3]).isLessThan(height);
            assertThat(cards).filteredOn(other -> other != card).noneMatch(other -> overlap(card, other));
        }
    }

    private static boolean overlap(int[] one, int[] other) {
        return one[0] < other[0] + other[2]
                && other[0] < one[0] + one[2]
                && one[1] < other[1] + other[3]
                && other[1] < one[1] + one[3];
    }

    @Test
    void the_picture_needs_nothing_beside_it() {
        String svg = LayoutSvg.of(Example.zookeeper());

        assertThat(svg.replace("http://www.w3.org/2000/svg", ""))
                .doesNotContain("http", "url(", "@import", "<script", "<image", "href");
    }

    @Test
    void every_class_of_the_picture_has_a_style() {
        String svg = LayoutSvg.of(Example.zookeeper()) + LayoutSvg.of(Example.kraft());
        TreeSet<String> unknown = new TreeSet<>();
        Matcher classes = Pattern.compile("class=\"([^\"]+)\"").matcher(svg);
        while (classes.find()) {
            for (String style : classes.group(1).split(" ")) {
                if (!svg.contains("." + style + " {")) {
                    unknown.add(style);
                }
            }
        }

        assertThat(unknown).isEmpty();
    }

    private static Document parsed(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    }
}
