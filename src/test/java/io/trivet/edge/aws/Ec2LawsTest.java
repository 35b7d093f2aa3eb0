package io.trivet.edge.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.hash.Hashing;
import com.google.protobuf.Value;
import io.trivet.layout.Domain;
import io.trivet.layout.Role;
import io.trivet.plan.PlannedNode;
import io.trivet.process.ConfigFile;
import io.trivet.process.Mirrored;
import io.trivet.process.Port;
import io.trivet.stack.Cidr;
import io.trivet.stack.ClientSource;
import io.trivet.stack.Security;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds of the resources of every cluster, whatever it is. */
final class Ec2LawsTest {
    /** An empty password is none. */
    private static final Pattern SECRET =
            Pattern.compile("AKIA[0-9A-Z]{16}|BEGIN [A-Z ]*PRIVATE KEY|(?i:passw(or)?d *[=:] *(?!\"\")[^\\s,}])");

    /** What a machine needs of the network when it boots, wherever it is in it. */
    private static final List<String> GROUND = List.of(
            "Route",
            "RouteTableAssociation",
            "SubnetCidrReservation",
            "SecurityGroupIngressRule",
            "SecurityGroupEgressRule",
            "VpcEndpoint");

    static Stream<Example> examples() {
        return Example.all();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void names_are_unique(Example example) {
        assertThat(example.registrations().list())
                .extracting(Registration::title)
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void no_node_waits_for_a_resource_of_another(Example example) {
        SortedMap<String, String> nodes = nodes(example);

        for (Registration registration : example.registrations().list()) {
            if (registration.type().equals("Seal")) {
                // Waits for everything, and nothing waits for it.
                continue;
            }
            String own = nodes.getOrDefault(registration.title(), "");
            assertThat(registration.after())
                    .as(registration.title())
                    .allMatch(title ->
                            own.isEmpty() || nodes.getOrDefault(title, own).equals(own));
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void no_input_of_a_node_comes_from_another(Example example) {
        SortedMap<String, String> nodes = nodes(example);

        for (Registration registration : example.registrations().list()) {
            String own = nodes.getOrDefault(registration.title(), "");
            registration
                    .inputsFrom()
                    .values()
                    .forEach(titles -> titles.forEach(title -> assertThat(nodes.getOrDefault(title, own))
                            .as(registration.title() + " has an input from " + title)
                            .isEqualTo(own)));
        }
    }

    /** The node that each resource belongs to, by title. */
    private static SortedMap<String, String> nodes(Example example) {
        SortedMap<String, String> nodes = new TreeMap<>();
        example.registrations().list().stream()
                .filter(registration -> registration.parent().startsWith("Node "))
                .forEach(registration -> nodes.put(registration.title(), registration.parent()));
        return nodes;
    }

    @ParameterizedTest
    @MethodSource("examples")
    void data_outlives_every_edit(Example example) {
        assertThat(example.registrations().of("Volume"))
                .isNotEmpty()
                .allMatch(volume -> volume.request().getRetainOnDelete());
        assertThat(example.registrations().of("Zone"))
                .allMatch(zone -> zone.request().getProtect() && zone.request().getRetainOnDelete());
        assertThat(example.registrations().of("Vpc"))
                .allMatch(vpc -> vpc.request().getProtect());
        assertThat(example.registrations().of("Volume"))
                .allSatisfy(
                        volume -> assertThat(volume.inputs().get("encrypted").getBoolValue())
                                .isTrue());
    }

    @ParameterizedTest
    @MethodSource("examples")
    void what_holds_an_address_or_a_volume_goes_before_its_successor_comes(Example example) {
        for (String type : List.of("Instance", "NetworkInterface", "VolumeAttachment")) {
            assertThat(example.registrations().of(type))
                    .isNotEmpty()
                    .allMatch(registration -> registration.request().getDeleteBeforeReplace());
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void instances_have_what_a_security_review_asks_for(Example example) {
        assertThat(example.registrations().of("Instance"))
                .hasSameSizeAs(example.plan().nodes())
                .allSatisfy(instance -> {
                    Map<String, Value> inputs = instance.inputs();
                    Map<String, Value> metadata =
                            inputs.get("metadataOptions").getStructValue().getFieldsMap();
                    assertThat(metadata.get("httpTokens").getStringValue()).isEqualTo("required");
                    assertThat(metadata.get("httpPutResponseHopLimit").getNumberValue())
                            .isEqualTo(1);
                    assertThat(inputs.get("rootBlockDevice")
                                    .getStructValue()
                                    .getFieldsMap()
                                    .containsKey("kmsKeyId"))
                            .isEqualTo(example.plan().platform().upkeep().key().isPresent());
                    Map<String, Value> root =
                            inputs.get("rootBlockDevice").getStructValue().getFieldsMap();
                    assertThat(root.get("encrypted").getBoolValue()).isTrue();
                    assertThat(root.get("volumeType").getStringValue()).isEqualTo("gp3");
                    assertThat(inputs.get("monitoring").getBoolValue()).isTrue();
                    assertThat(inputs.get("ebsOptimized").getBoolValue()).isTrue();
                    assertThat(inputs)
                            .containsKey("iamInstanceProfile")
                            .doesNotContainKeys("keyName", "associatePublicIpAddress", "ebsBlockDevices");
                });
    }

    @ParameterizedTest
    @MethodSource("examples")
    void machines_of_a_role_have_one_image_which_is_taken_once(Example example) {
        assertThat(example.registrations().of("Instance")).allSatisfy(instance -> {
            assertThat(instance.request().getIgnoreChangesList()).isEmpty();
            assertThat(instance.inputsFrom()).doesNotContainKey("ami");
        });
        assertThat(example.registrations().of("Parameter"))
                .hasSize((int) example.plan().roles().stream()
                        .filter(role -> !role.machine().image().pinned())
                        .count())
                .allSatisfy(taken -> {
                    assertThat(taken.request().getIgnoreChangesList()).containsExactly("insecureValue");
                    assertThat(taken.text("insecureValue")).isEqualTo(AwsMocks.NEWEST_IMAGE);
                });
    }

    @ParameterizedTest
    @MethodSource("examples")
    void every_port_of_every_node_is_open_to_its_peers_and_to_nobody_else(Example example) {
        SortedSet<String> wanted = new TreeSet<>();
        SortedSet<String> outside = new TreeSet<>();
        List<ClientSource> clients =
                example.plan().platform().network().clients().orElse(List.of());
        for (PlannedNode planned : example.plan().nodes()) {
            String to = " to films-" + planned.node().role().word() + " ";
            for (Port port : planned.ports()) {
                for (String from : port.from()) {
                    wanted.add("films-" + from + to + port.number());
                    if (from.equals(Role.CONNECT.word()) && port.name().equals("rest")) {
                        // What connect.clients of each example with workers says.
                        outside.add("10.80.0.0/16" + to + port.number());
                    }
                    if (from.equals(Port.CLIENTS)) {
                        clients.forEach(client -> outside.add(client + to + port.number()));
                    }
                }
            }
        }

        assertThat(edges(example, "SecurityGroupEgressRule", true)).isEqualTo(wanted);
        wanted.addAll(outside);
        assertThat(edges(example, "SecurityGroupIngressRule", false)).isEqualTo(wanted);
        assertThat(example.registrations().of("SecurityGroup"))
                .allSatisfy(group -> assertThat(group.inputs()).doesNotContainKeys("ingress", "egress"));
    }

    /** Edges between the groups of nodes, clients and monitors, as the rules at one end tell them. */
    private static SortedSet<String> edges(Example example, String type, boolean outward) {
        String cluster = example.plan().layout().cluster();
        SortedSet<String> edges = new TreeSet<>();
        for (Registration rule : example.registrations().of(type)) {
            if (!outward) {
                assertThat(rule.inputs()).doesNotContainKeys("cidrIpv6", "prefixListId");
            } else if (!rule.inputs().containsKey("referencedSecurityGroupId")) {
                continue;
            }
            String own = group(rule.text("securityGroupId"));
            String other = rule.inputs().containsKey("cidrIpv4")
                    ? rule.text("cidrIpv4")
                    : group(rule.text("referencedSecurityGroupId"));
            assertThat(rule.text("ipProtocol")).isEqualTo("tcp");
            assertThat(rule.inputs().get("toPort")).isEqualTo(rule.inputs().get("fromPort"));
            String edge = (outward ? own + " to " + other : other + " to " + own) + " "
                    + (int) rule.inputs().get("fromPort").getNumberValue();
            if (!edge.contains(cluster + "-endpoints")) {
                edges.add(edge.replace(cluster + "-", "films-"));
            }
        }
        return edges;
    }

    private static String group(String id) {
        return id.replace("${SecurityGroup ", "").replace(".id}", "");
    }

    @ParameterizedTest
    @MethodSource("examples")
    void a_zone_leaves_alone_what_others_associate_and_each_network_of_ours_resolves_it(Example example) {
        Domain domain = example.plan().layout().names();
        SortedMap<String, String> wanted = new TreeMap<>(domain.vpcs());
        if (domain.hostedZone().isPresent()
                && example.plan().platform().network().vpc().isEmpty()) {
            wanted.put("${Vpc films.id}", example.plan().region());
        }
        SortedMap<String, String> found = new TreeMap<>();
        List<Registration> associations = example.registrations().of("ZoneAssociation");
        associations.forEach(other -> found.put(other.text("vpcId"), other.text("vpcRegion")));

        assertThat(found).isEqualTo(wanted);
        assertThat(example.registrations().of("Zone"))
                .hasSize(domain.hostedZone().isPresent() ? 0 : 1)
                .allMatch(zone -> zone.request().getIgnoreChangesList().equals(List.of("vpcs")));
        List<String> titles = associations.stream().map(Registration::title).toList();
        assertThat(example.registrations().of("Instance"))
                .allMatch(instance -> example.registrations().before(instance).containsAll(titles));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void a_machine_comes_after_all_that_it_stands_on(Example example) {
        String cluster = example.plan().layout().cluster();
        List<String> ground = example.registrations().list().stream()
                .filter(registration -> GROUND.contains(registration.type()))
                .map(Registration::title)
                .toList();

        for (Registration instance : example.registrations().of("Instance")) {
            String role = instance.request()
                    .getObject()
                    .getFieldsOrThrow("tags")
                    .getStructValue()
                    .getFieldsOrThrow("trivet:role")
                    .getStringValue();
            assertThat(example.registrations().before(instance))
                    .as(instance.title())
                    .containsAll(ground)
                    .contains(
                            "BucketPolicy " + cluster + "-nodes",
                            "BucketObjectv2 boot/boot.sh",
                            "BucketObjectv2 boot/trivet.jar",
                            "BucketObjectv2 boot/exporter.jar",
                            "BucketObjectv2 " + role + "/shared",
                            "RolePolicy " + cluster + "-" + role,
                            "RolePolicyAttachment " + cluster + "-" + role);
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void policies_allow_named_actions_on_the_part_of_the_node(Example example) throws IOException {
        for (Registration registration : example.registrations().of("RolePolicy")) {
            String role = registration.request().getName().replaceAll(".*-", "");
            for (JsonNode statement :
                    new ObjectMapper().readTree(registration.text("policy")).get("Statement")) {
                assertThat(statement.get("Effect").asText()).isEqualTo("Allow");
                if (statement.toString().matches(".*\"(logs|cloudwatch):.*")) {
                    assertThat(statement.toString())
                            .matches(".*(log-group:/trivet/[a-z0-9-]+/" + role + ":\\*|:namespace\":\"Trivet).*");
                    continue;
                }
                if (statement.toString().contains("acm-pca:")) {
                    String authority = statement.get("Resource").asText();
                    boolean own = example.plan()
                            .platform()
                            .security()
                            .filter(security -> security.authority().equals(authority))
                            .isPresent();
                    boolean copied = role.equals("mirror")
                            && example.plan().platform().mirrored().stream()
                                    .flatMap(source -> source.login().stream())
                                    .anyMatch(
                                            login -> login.authorities().get(0).equals(authority));
                    boolean trusted = Stream.concat(
                                    example.plan().platform().security().stream()
                                            .map(Security::authorities),
                                    example.plan().platform().mirrored().stream()
                                            .flatMap(source -> source.login().stream())
                                            .map(Mirrored.Login::authorities))
                            .anyMatch(all -> all.indexOf(authority) > 0);
                    assertThat(own
                                    || copied
                                    || trusted
                                            && statement
                                                    .get("Action")
                                                    .asText()
                                                    .equals("acm-pca:GetCertificateAuthorityCertificate"))
                            .as(authority)
                            .isTrue();
                    assertThat(statement
                                    .at("/Condition/StringEquals/acm-pca:TemplateArn")
                                    .asText("none"))
                            .isEqualTo(
                                    statement.toString().contains("acm-pca:IssueCertificate")
                                            ? "arn:aws:acm-pca:::template/"
                                                    + (own ? "EndEntityCertificate" : "EndEntityClientAuthCertificate")
                                                    + "/V1"
                                            : "none");
                    continue;
                }
                if (statement.get("Action").toString().equals("[\"kms:Decrypt\",\"kms:GenerateDataKey\"]")) {
                    assertThat(statement.get("Resource").asText())
                            .isEqualTo(example.plan().platform().upkeep().key().orElseThrow());
                    continue;
                }
                if (statement.get("Action").asText().equals("kms:Decrypt")) {
                    // Whatever the key: of the one object that a description names.
                    assertThat(statement.at("/Condition/StringEquals/kms:EncryptionContext:aws:s3:arn"))
                            .hasSize(2)
                            .allMatch(arn -> !arn.asText().contains("*"));
                    continue;
                }
                List<String> actions = new ArrayList<>();
                statement.get("Action").forEach(action -> actions.add(action.asText()));
                assertThat(actions.isEmpty() ? List.of(statement.get("Action").asText()) : actions)
                        .isSubsetOf("s3:GetObject", "s3:PutObject", "s3:DeleteObject");
                List<String> resources = new ArrayList<>();
                statement.get("Resource").forEach(resource -> resources.add(resource.asText()));
                assertThat(resources).allMatch(resource -> resource.startsWith("arn:aws:s3:::"));
                assertThat(resources)
                        .filteredOn(resource -> resource.contains("*"))
                        .allMatch(resource -> resource.endsWith("/boot/*") && actions.isEmpty()
                                || resource.endsWith("/" + role + "/*") && actions.isEmpty()
                                || resource.endsWith("/desired/" + Role.of(role).prefix() + "*") && actions.isEmpty()
                                || resource.endsWith("/reports/" + Role.of(role).prefix() + "*")
                                || resource.endsWith("/health/" + Role.of(role).prefix() + "*"));
            }
        }
        for (Registration policy : example.registrations().of("BucketPolicy")) {
            for (JsonNode statement :
                    new ObjectMapper().readTree(policy.text("policy")).get("Statement")) {
                assertThat(statement.get("Effect").asText()).isEqualTo("Deny");
            }
        }
        assertThat(example.registrations().of("RolePolicyAttachment"))
                .extracting(attachment -> attachment.text("policyArn"))
                .containsOnlyElementsOf(
                        example.plan().platform().upkeep().backupDays().isPresent()
                                ? List.of(
                                        "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore",
                                        "arn:aws:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForBackup")
                                : List.of("arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore"));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void the_bucket_is_private_versioned_and_encrypted(Example example) {
        Registration closed =
                example.registrations().of("BucketPublicAccessBlock").get(0);
        assertThat(List.of("blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"))
                .allMatch(input -> closed.inputs().get(input).getBoolValue());
        assertThat(example.registrations().of("BucketVersioningV2").get(0).leaves())
                .containsEntry("versioningConfiguration", "{status: Enabled}");
        assertThat(example.registrations()
                        .of("BucketServerSideEncryptionConfigurationV2")
                        .get(0)
                        .leaves())
                .containsAllEntriesOf(example.plan()
                        .platform()
                        .upkeep()
                        .key()
                        .map(key -> Map.of(
                                "rules.0.applyServerSideEncryptionByDefault",
                                "{kmsMasterKeyId: " + key + ", sseAlgorithm: aws:kms}",
                                "rules.0.bucketKeyEnabled",
                                "true"))
                        .orElse(Map.of("rules", "[{applyServerSideEncryptionByDefault: {sseAlgorithm: AES256}}]")));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void every_resource_has_the_provider_of_the_region_and_so_the_tags(Example example) {
        Registration provider = example.registrations().titled("aws aws");

        assertThat(provider.text("region")).isEqualTo(example.plan().region());
        assertThat(provider.text("defaultTags"))
                .contains("\"trivet:cluster\":", "\"trivet:environment\":", "\"trivet:stack\":");
        assertThat(example.registrations().list())
                .filteredOn(registration -> registration.request().getCustom()
                        && !registration.request().getType().startsWith("pulumi:"))
                .extracting(registration -> registration.request().getProvider())
                .allMatch(used -> used.contains("pulumi:providers:aws::aws::"));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void no_request_holds_a_secret(Example example) {
        assertThat(example.registrations().list())
                .flatExtracting(registration -> registration.leaves().values())
                .noneMatch(leaf -> SECRET.matcher(leaf).find());
        assertThat(example.registrations().outputs().values())
                .noneMatch(output -> SECRET.matcher(output.toString()).find());
    }

    @ParameterizedTest
    @MethodSource("examples")
    void what_lies_in_the_bucket_is_read_line_by_line_and_comes_to_the_files_of_the_plan(Example example) {
        SortedMap<String, String> texts = new TreeMap<>();
        for (Registration object : example.registrations().of("BucketObjectv2")) {
            if (object.inputs().containsKey("content")) {
                String text = object.text("content");
                assertThat(text).endsWith("\n").doesNotContain("\r", "\t");
                assertThat(text.lines().count()).isGreaterThan(10);
                texts.put(object.text("key"), text);
            }
        }
        for (PlannedNode planned : example.plan().nodes()) {
            String role = planned.node().role().word();
            String desired = texts.get("desired/" + planned.node().name());
            String[] lines = desired.split("\n", 3);
            SortedMap<String, String> files = files(texts.get(lines[1]));
            assertThat(lines[1]).isEqualTo(role + "/" + sha256(texts.get(lines[1])) + ".txt");
            assertThat(lines[0]).isEqualTo(sha256(texts.get(lines[1]) + lines[2]));
            files(lines[2]).forEach((path, text) -> files.merge(path, text, (first, last) -> first + "\n" + last));
            files.keySet().removeIf(path -> path.startsWith("/etc/trivet/") && !path.equals("/etc/trivet/plugins"));
            assertThat(files)
                    .isEqualTo(planned.files().stream()
                            .collect(Collectors.toMap(ConfigFile::path, ConfigFile::text, (a, b) -> a, TreeMap::new)));
        }
    }

    private static String sha256(String text) {
        return Hashing.sha256().hashString(text, StandardCharsets.UTF_8).toString();
    }

    private static SortedMap<String, String> files(String bundle) {
        SortedMap<String, String> files = new TreeMap<>();
        String path = "";
        for (String line : bundle.split("(?<=\n)")) {
            if (line.matches("==> .* <==\n")) {
                path = line.substring(4, line.length() - 5);
                files.put(path, "");
            } else {
                files.merge(path, line, String::concat);
            }
        }
        return files;
    }

    @ParameterizedTest
    @MethodSource("examples")
    void user_data_is_small(Example example) {
        assertThat(example.registrations().of("Instance"))
                .allSatisfy(instance -> assertThat(instance.text("userData").getBytes(StandardCharsets.UTF_8).length)
                        .isLessThan(16_384));
    }

    @Test
    void a_zone_that_exists_is_asked_by_a_network_that_is_made(@TempDir Path folder) throws IOException {
        Example example = Example.named("dev")
                .edited(folder, text -> text.replace("dns: {zone: ", "dns: {zoneId: Z0123456789ABCDEFGHIJ, zone: "));

        Registration association = example.registrations().of("ZoneAssociation").get(0);

        assertThat(association.leaves())
                .containsEntry("zoneId", "Z0123456789ABCDEFGHIJ")
                .containsEntry("vpcId", "${Vpc films.id}");
        assertThat(example.registrations().of("Instance"))
                .allMatch(instance -> example.registrations().before(instance).contains(association.title()));
    }

    @Test
    void a_further_listener_is_open_to_its_clients_alone_and_has_its_names_in_its_zone(@TempDir Path folder)
            throws IOException {
        Example example = Example.named("dev")
                .edited(
                        folder,
                        text -> text.replace("network: {", """
                        network:
                              listeners:
                                partners:
                                  port: 9094
                                  domain: kafka.partners.example.com
                                  zoneId: Z0123456789ABCDEFGHIJ
                                  clients: [10.90.0.0/16, sg-0123456789abcdef0]
                              """.stripTrailing() + "\n      ")
                                .replace("cidr: 10.60.0.0/20}", "cidr: 10.60.0.0/20"));

        assertThat(edges(example, "SecurityGroupIngressRule", false))
                .filteredOn(edge -> edge.endsWith(" 9094"))
                .containsExactly("10.90.0.0/16 to films-broker 9094", "sg-0123456789abcdef0 to films-broker 9094");
        assertThat(example.registrations().of("Record"))
                .filteredOn(record -> record.text("zoneId").equals("Z0123456789ABCDEFGHIJ"))
                .extracting(
                        record -> record.text("name") + " " + record.leaves().get("records"))
                .containsExactlyInAnyOrder(
                        "broker1.kafka.partners.example.com [10.60.0.100]",
                        "broker2.kafka.partners.example.com [10.60.4.100]",
                        "broker3.kafka.partners.example.com [10.60.8.100]",
                        "bootstrap.kafka.partners.example.com [10.60.0.100, 10.60.4.100, 10.60.8.100]");
    }

    @ParameterizedTest
    @MethodSource("examples")
    void aws_gives_the_addresses_of_nodes_to_nothing_else(Example example) {
        List<Cidr> reserved = example.registrations().of("SubnetCidrReservation").stream()
                .map(reservation -> Cidr.parse(reservation.text("cidrBlock")).orElseThrow())
                .toList();
        boolean made = !example.registrations().of("Vpc").isEmpty();

        assertThat(example.plan().layout().nodes())
                .allMatch(node -> made == reserved.stream().anyMatch(block -> block.contains(node.address())));
        assertThat(example.registrations().of("VpcEndpoint"))
                .filteredOn(endpoint -> endpoint.text("vpcEndpointType").equals("Interface"))
                .allMatch(endpoint -> endpoint.after().toString().contains("SubnetCidrReservation"));
    }

    @Test
    void a_changed_setting_changes_what_its_role_shares_and_what_its_nodes_must_be(@TempDir Path folder)
            throws IOException {
        Example before = Example.named("dev");
        Example after =
                before.edited(folder, text -> text.replace("log.retention.hours: 24", "log.retention.hours: 36"));

        assertThat(changed(before, after))
                .containsExactly(
                        "BucketObjectv2 broker/shared",
                        "BucketObjectv2 desired/broker1",
                        "BucketObjectv2 desired/broker2",
                        "BucketObjectv2 desired/broker3",
                        "Cluster films",
                        "Node broker1",
                        "Node broker2",
                        "Node broker3");
    }

    @Test
    void added_brokers_change_no_node_that_is_there(@TempDir Path folder) throws IOException {
        Example before = Example.named("prod-eu-west-1");
        Example after = before.edited(folder, text -> text.replace("nodes: 9", "nodes: 12"));

        assertThat(changed(before, after))
                .containsExactly("Cluster films", "Record _broker-exporter._tcp.films", "Record bootstrap.films");
        assertThat(after.registrations().list())
                .hasSize(before.registrations().list().size() + 3 * 11);
    }

    @Test
    void fewer_brokers_change_no_node_that_stays_and_those_that_go_must_be_nothing_first(@TempDir Path folder)
            throws IOException {
        Example before = Example.named("prod-eu-west-1");
        Example after = before.edited(folder, text -> text.replace("nodes: 9", "nodes: 6"));

        assertThat(changed(after, before))
                .containsExactly("Cluster films", "Record _broker-exporter._tcp.films", "Record bootstrap.films");
        Registrations leaving = Registrations.ofEc2(
                after.plan(), before.plan().layout().brokers().subList(6, 9));
        assertThat(leaving.list()).hasSize(after.registrations().list().size() + 3);
        String stay = "==> /etc/trivet/node <==\nSTAY=1,2,3,4,5,6\n";
        assertThat(leaving.titled("BucketObjectv2 desired/broker7").text("content"))
                .isEqualTo(sha256(stay) + "\n\n" + stay);
    }

    @Test
    void a_grown_volume_grows_in_place_and_its_node_is_asked(@TempDir Path folder) throws IOException {
        Example before = Example.named("dev");
        Example after = before.edited(folder, text -> text.replace("50GiB", "60GiB"));

        assertThat(changed(before, after))
                .containsExactly(
                        "BucketObjectv2 broker/shared",
                        "BucketObjectv2 desired/broker1",
                        "BucketObjectv2 desired/broker2",
                        "BucketObjectv2 desired/broker3",
                        "Cluster films",
                        "Node broker1",
                        "Node broker2",
                        "Node broker3",
                        "Volume broker1",
                        "Volume broker2",
                        "Volume broker3");
    }

    @Test
    void a_new_instance_type_goes_through_instances_and_keeps_everything_else(@TempDir Path folder) throws IOException {
        Example before = Example.named("dev");
        Example after = before.edited(folder, text -> text.replace("instance: t4g.medium", "instance: t4g.large"));

        assertThat(changed(before, after))
                .contains("Instance broker1", "Instance broker2", "Instance broker3")
                .noneMatch(title -> title.startsWith("Volume")
                        || title.startsWith("NetworkInterface")
                        || title.startsWith("Record")
                        || title.contains("zk"));
    }

    /** What has other inputs afterwards, of what was there before. */
    private static List<String> changed(Example before, Example after) {
        return before.registrations().list().stream()
                .filter(registration -> !registration
                        .inputs()
                        .equals(after.registrations()
                                .titled(registration.title())
                                .inputs()))
                .map(Registration::title)
                .sorted()
                .toList();
    }
}
