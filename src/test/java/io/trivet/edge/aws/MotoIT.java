package io.trivet.edge.aws;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trivet.Golden;
import io.trivet.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What is asked of AWS, sent with boto3 to moto, a stand-in for AWS, and read back: names, required members, types,
 * ranges, enumerations and patterns of the API, references between resources, and that every input is sent.
 *
 * <p>Some calls moto does not have. Of them AWS's own model, in botocore, judges the parameters; which they are is
 * printed, and stands in {@code target/moto.txt}.
 */
final class MotoIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path PYTHON = Path.of("target/python");
    private static final Path REQUIREMENTS = Path.of("src/test/python/requirements.txt");
    private static final Path GOLDEN = Path.of("src/test/resources/golden");
    private static final String SPOILT = "spoilt";

    /** Of a cluster on EC2, its network and names. */
    private static final List<String> NETWORK_AND_NAMES = List.of(
            "DefaultSecurityGroup",
            "Eip",
            "InternetGateway",
            "NatGateway",
            "Record",
            "Route",
            "RouteTable",
            "RouteTableAssociation",
            "SecurityGroup",
            "SecurityGroupEgressRule",
            "SecurityGroupIngressRule",
            "Subnet",
            "SubnetCidrReservation",
            "Vpc",
            "VpcEndpoint",
            "Zone",
            "ZoneAssociation");

    private static final SortedMap<String, Judgement> JUDGED = new TreeMap<>();

    /**
     * What became of a case.
     *
     * @param answered how often moto answered, by call
     * @param validated how often only the parameters were judged, by call
     * @param refused what AWS would not take, each with the title of its resource
     */
    private record Judgement(
            SortedMap<String, Integer> answered, SortedMap<String, Integer> validated, List<String> refused) {
        static Judgement of(JsonNode result) {
            List<String> refused = new ArrayList<>();
            result.get("refused").forEach(text -> refused.add(text.asText()));
            return new Judgement(counts(result.get("answered")), counts(result.get("validated")), refused);
        }

        private static SortedMap<String, Integer> counts(JsonNode node) {
            SortedMap<String, Integer> counts = new TreeMap<>();
            node.fields()
                    .forEachRemaining(
                            call -> counts.put(call.getKey(), call.getValue().asInt()));
            return counts;
        }
    }

    @BeforeAll
    static void send() throws IOException {
        Tool.needs(PYTHON, REQUIREMENTS, "moto is missing; run src/test/python/install");
        List<Map<String, Object>> cases = new ArrayList<>();
        for (String name : Golden.of(MotoIT.class, "msk").names()) {
            cases.add(sent("msk/" + name, msk(name), type -> true));
        }
        for (String name : Golden.of(MotoIT.class, "external").names()) {
            Registrations external = Registrations.ofService(
                    ExternalTest.provision(GOLDEN.resolve("external").resolve(name)));
            // Where there are no names and registries, nothing of AWS stands around such a cluster.
            if (!external.of("Record").isEmpty() || !external.of("Registry").isEmpty()) {
                cases.add(sent("external/" + name, external, type -> true));
            }
        }
        for (String name : List.of("endpoints", "existing-network", "kraft-us-east-1")) {
            cases.add(sent("aws/" + name, Example.named(name).registrations(), NETWORK_AND_NAMES::contains));
        }
        cases.add(spoilt());
        Path file = Path.of("target/moto-cases.json");
        JSON.writeValue(file.toFile(), cases);

        Tool.Outcome outcome = Tool.run(
                Path.of("").toAbsolutePath(),
                Map.of("PYTHONDONTWRITEBYTECODE", "1"),
                List.of(PYTHON.resolve("bin/python").toString(), "src/test/python/moto_answers.py", file.toString()));

        assertThat(outcome.exitCode()).as(outcome.text()).isZero();
        JSON.readTree(outcome.text())
                .forEach(result -> JUDGED.put(result.get("case").asText(), Judgement.of(result)));
        Files.writeString(Path.of("target/moto.txt"), report());
        System.out.print(report());
    }

    @TestFactory
    Stream<DynamicTest> aws_takes_everything_that_a_case_asks_for() {
        return JUDGED.keySet().stream()
                .filter(name -> !name.equals(SPOILT))
                .map(name -> DynamicTest.dynamicTest(
                        name, () -> assertThat(judged(name).refused()).isEmpty()));
    }

    @Test
    void moto_itself_has_clusters_alarms_and_records() {
        assertThat(all(Judgement::answered))
                .containsKeys(
                        "kafka CreateCluster",
                        "kafka CreateClusterV2",
                        "cloudwatch PutMetricAlarm",
                        "route53 ChangeResourceRecordSets");
    }

    @Test
    void what_aws_would_not_take_is_named() {
        assertThat(judged(SPOILT).refused())
                .containsExactlyInAnyOrder(
                        "Key films: colour is not sent",
                        "MetricAlarm films-prod-express-broker1-connections: cloudwatch PutMetricAlarm: Invalid value for"
                                + " parameter EvaluationPeriods, value: 0, valid min value: 1",
                        "Cluster films: kafka CreateCluster: .EnhancedMonitoring is PER_BROKERS, and is one of DEFAULT,"
                                + " PER_BROKER, PER_TOPIC_PER_BROKER, PER_TOPIC_PER_PARTITION",
                        "SecurityGroupEgressRule clients-to-brokers-9098: ec2 AuthorizeSecurityGroupEgress: The security"
                                + " group 'group-of-nobody' does not exist");
    }

    private static Judgement judged(String name) {
        return requireNonNull(JUDGED.get(name), name);
    }

    private static Registrations msk(String name) {
        return Registrations.ofMsk(MskTest.provision(GOLDEN.resolve("msk").resolve(name)));
    }

    /** What the script takes: the resources of AWS, and what their provider adds to each. */
    private static Map<String, Object> sent(String name, Registrations registrations, Predicate<String> types)
            throws IOException {
        Registration provider = registrations.titled("aws aws");
        Map<String, Object> sent = new TreeMap<>();
        sent.put("case", name);
        sent.put("region", provider.text("region"));
        sent.put("tags", JSON.readTree(provider.text("defaultTags")).get("tags"));
        sent.put(
                "resources",
                registrations.list().stream()
                        .filter(registration -> registration.request().getType().startsWith("aws:"))
                        .filter(registration -> types.test(registration.type()))
                        .map(Registration::plain)
                        .toList());
        return sent;
    }

    /** A cluster with one mistake of each kind: a word, a number, a reference, an input that nobody knows. */
    private static Map<String, Object> spoilt() throws IOException {
        String text = JSON.writeValueAsString(sent(SPOILT, msk("msk-express-eu-west-1"), type -> true));
        for (List<String> mistake : List.of(
                List.of("\"enhancedMonitoring\":\"PER_BROKER\"", "\"enhancedMonitoring\":\"PER_BROKERS\""),
                List.of("\"evaluationPeriods\":5.0", "\"evaluationPeriods\":0.0"),
                List.of("\"${SecurityGroup films-clients.id}\"", "\"group-of-nobody\""),
                List.of("\"enableKeyRotation\":true", "\"enableKeyRotation\":true,\"colour\":\"red\""))) {
            int at = text.indexOf(mistake.get(0));
            assertThat(at).as(mistake.get(0)).isNotNegative();
            text = text.substring(0, at)
                    + mistake.get(1)
                    + text.substring(at + mistake.get(0).length());
        }
        return JSON.readValue(text, new TypeReference<>() {});
    }

    private static SortedMap<String, Integer> all(Function<Judgement, SortedMap<String, Integer>> calls) {
        SortedMap<String, Integer> all = new TreeMap<>();
        JUDGED.forEach((name, judgement) -> {
            if (!name.equals(SPOILT)) {
                calls.apply(judgement).forEach((call, times) -> all.merge(call, times, Integer::sum));
            }
        });
        return all;
    }

    private static String report() {
        StringBuilder text = new StringBuilder();
        part(text, "moto answered", all(Judgement::answered));
        part(text, "moto has no such call, botocore judged the parameters", all(Judgement::validated));
        return text.toString();
    }

    private static void part(StringBuilder text, String title, SortedMap<String, Integer> calls) {
        int sum = calls.values().stream().mapToInt(Integer::intValue).sum();
        text.append(title).append(": ").append(sum).append(" calls\n");
        calls.forEach((call, times) ->
                text.append("  ").append(call).append(' ').append(times).append('\n'));
    }
}
