package io.trivet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trivet.StandIn.Reply;
import io.trivet.Trivet.Ran;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code trivet import --msk} as a process with the AWS SDK: moto has the network, the cluster and the growth of its
 * volumes; the text of its configuration, its users and its addresses, which moto has not, a stand-in answers.
 */
final class ImportMskIT {
    private static final String CONFIGURATION =
            "arn:aws:kafka:us-east-1:123456789012:configuration/films/0a1b2c3d-1111-2222-3333-444455556666-1";
    private static final String USER =
            "arn:aws:secretsmanager:us-east-1:123456789012:secret:AmazonMSK_films_web-AbCdEf";
    private static final String KEY = "arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab";

    private static final String PROPERTIES = """
            auto.create.topics.enable=true
            default.replication.factor=3
            min.insync.replicas=2
            log.retention.hours=72
            unclean.leader.election.enable=false
            """;

    @TempDir
    private Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private MotoServer moto;
    private StandIn before;
    private Trivet trivet;
    private String properties = PROPERTIES;
    private String denied = "";

    @BeforeEach
    void an_account() throws IOException, InterruptedException {
        trivet = Trivet.in(folder);
        moto = new MotoServer("of-no-use", folder.resolve("moto.log"));
        // Moto leaves out that its time is UTC, which the SDK wants to read.
        before = new StandIn(
                moto.address(), this::answer, text -> text.replaceAll("(\"creationTime\": \"[^\"Z]+)\"", "$1Z\""));
    }

    @AfterEach
    void it_goes() throws InterruptedException {
        before.close();
        moto.close();
    }

    private Optional<Reply> answer(String action, String path, String body) {
        String whole = URLDecoder.decode(path, StandardCharsets.UTF_8);
        if (!denied.isEmpty() && (action + " " + whole).contains(denied)) {
            return Optional.of(new Reply(403, "{\"__type\": \"AccessDeniedException\", \"message\": \"no\"}"));
        }
        if (whole.startsWith("/v1/configurations/")) {
            return Reply.of("{\"arn\": \"" + CONFIGURATION + "\", \"revision\": 3, \"serverProperties\": \""
                    + Base64.getEncoder().encodeToString(properties.getBytes(StandardCharsets.UTF_8)) + "\"}");
        }
        if (whole.endsWith("/scram-secrets")) {
            return Reply.of("{\"secretArnList\": [\"" + USER + "\"]}");
        }
        if (whole.endsWith("/bootstrap-brokers")) {
            return Reply.of("{\"bootstrapBrokerStringSaslScram\": \"b-1.films.kafka.us-east-1.amazonaws.com:9096\"}");
        }
        return whole.contains("cluster/missing")
                ? Optional.of(new Reply(
                        404,
                        "{\"__type\": \"NotFoundException\", \"message\": \"The requested cluster was not found.\"}"))
                : Optional.empty();
    }

    private Ran run(String... arguments) throws IOException, InterruptedException {
        return trivet.with(before.environment(folder)).run(arguments);
    }

    /** A network of three zones, a cluster in it, and volumes that grow; the ARN of the cluster. */
    private String cluster() throws IOException, InterruptedException {
        String vpc = found(ec2("CreateVpc&CidrBlock=10.70.0.0/16"), "<vpcId>(vpc-\\w+)</vpcId>");
        List<String> subnets = new ArrayList<>();
        for (String zone : List.of("a", "b", "c")) {
            subnets.add(found(
                    ec2("CreateSubnet&VpcId=" + vpc + "&AvailabilityZone=us-east-1" + zone + "&CidrBlock=10.70."
                            + 64 * subnets.size() + ".0/18"),
                    "<subnetId>(subnet-\\w+)</subnetId>"));
        }
        SortedMap<String, Object> nodes = new TreeMap<>();
        nodes.put("clientSubnets", subnets);
        nodes.put("instanceType", "kafka.m7g.2xlarge");
        nodes.put("securityGroups", List.of("sg-0123456789abcdef0"));
        nodes.put(
                "storageInfo",
                Map.of(
                        "ebsStorageInfo",
                        Map.of(
                                "volumeSize",
                                1000,
                                "provisionedThroughput",
                                Map.of("enabled", true, "volumeThroughput", 250))));
        SortedMap<String, Object> cluster = new TreeMap<>();
        cluster.put("clusterName", "films-prod");
        cluster.put("kafkaVersion", "3.9.x.kraft");
        cluster.put("numberOfBrokerNodes", 6);
        cluster.put("brokerNodeGroupInfo", nodes);
        cluster.put("configurationInfo", Map.of("arn", CONFIGURATION, "revision", 3));
        cluster.put("enhancedMonitoring", "PER_BROKER");
        cluster.put("clientAuthentication", Map.of("sasl", Map.of("scram", Map.of("enabled", true))));
        cluster.put(
                "encryptionInfo",
                Map.of(
                        "encryptionAtRest", Map.of("dataVolumeKMSKeyId", KEY),
                        "encryptionInTransit", Map.of("clientBroker", "TLS", "inCluster", true)));
        cluster.put(
                "openMonitoring",
                Map.of(
                        "prometheus",
                        Map.of(
                                "jmxExporter", Map.of("enabledInBroker", true),
                                "nodeExporter", Map.of("enabledInBroker", true))));
        cluster.put(
                "loggingInfo", Map.of("brokerLogs", Map.of("s3", Map.of("enabled", true, "bucket", "our-kafka-logs"))));
        cluster.put("tags", Map.of("team", "films", "aws:cloudformation:stack-name", "films"));
        JsonNode made = json.readTree(send("kafka", "/v1/clusters", "", json.writeValueAsString(cluster)));
        String arn = made.get("clusterArn").asText();
        grows(arn);
        return arn;
    }

    private void grows(String arn) throws IOException, InterruptedException {
        String on = "\"ServiceNamespace\": \"kafka\", \"ResourceId\": \"" + arn
                + "\", \"ScalableDimension\": \"kafka:broker-storage:VolumeSize\"";
        send(
                "application-autoscaling",
                "/",
                "AnyScaleFrontendService.RegisterScalableTarget",
                "{" + on + ", \"MinCapacity\": 1, \"MaxCapacity\": 4096, \"RoleARN\": \"arn:aws:iam::1:role/r\"}");
        send(
                "application-autoscaling",
                "/",
                "AnyScaleFrontendService.PutScalingPolicy",
                "{" + on + ", \"PolicyName\": \"grow\", \"PolicyType\": \"TargetTrackingScaling\","
                        + " \"TargetTrackingScalingPolicyConfiguration\": {\"TargetValue\": 70}}");
    }

    private String ec2(String form) throws IOException, InterruptedException {
        return send("ec2", "/", "", "Action=" + form + "&Version=2016-11-15");
    }

    private static String found(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as(text).isTrue();
        return matcher.group(1);
    }

    private String send(String service, String path, String target, String body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(moto.address() + path))
                .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=test/20261126/us-east-1/" + service
                                + "/aws4_request, SignedHeaders=host, Signature=0")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (service.equals("ec2")) {
            request.header("Content-Type", "application/x-www-form-urlencoded");
        } else {
            request.header("Content-Type", target.isEmpty() ? "application/json" : "application/x-amz-json-1.1");
        }
        if (!target.isEmpty()) {
            request.header("X-Amz-Target", target);
        }
        HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return response.body();
    }

    @Test
    void a_cluster_is_described_as_it_is_and_compares_with_itself_as_nothing()
            throws IOException, InterruptedException {
        String arn = cluster();
        Path file = trivet.home().resolve("stacks/Pulumi.adopted.yaml");

        Ran ran = run("import", "--msk", arn, "--out", file.toString());

        assertThat(ran.code()).as(ran.err()).isZero();
        assertThat(Files.readString(file).replaceAll("(subnet|vpc)-\\w+", "$1-0"))
                .isEqualTo("""
                        # What runs at %s, imported by trivet import.
                        #
                        # Assumed, since a description must say it and the cluster does not. Correct these:
                        #   environment: prod, the end of the name films-prod on MSK
                        #
                        # Left out, since a description has no place for it (1 security group):
                        #   security group sg-0123456789abcdef0, where Trivet makes one of its own, and network.clients lets clients in
                        #
                        # Not told by the cluster (1 question and 1 state):
                        #   question topics: the brokers were not asked; name them with --bootstrap (scram b-1.films.kafka.us-east-1.amazonaws.com:9096)
                        #   state CREATING: what MSK is at may change what is written here
                        # yaml-language-server: $schema=schema/stack.schema.json
                        config:
                          aws:region: us-east-1
                          trivet:cluster:
                            name: films
                            environment: prod
                            platform: msk
                            kafka: {version: 3.9.x, metadata: kraft}
                            zones: [us-east-1a, us-east-1b, us-east-1c]
                            network:
                              cidr: 10.70.0.0/16
                              vpc: vpc-0
                              subnets:
                                us-east-1a: {id: subnet-0, cidr: 10.70.0.0/18}
                                us-east-1b: {id: subnet-0, cidr: 10.70.64.0/18}
                                us-east-1c: {id: subnet-0, cidr: 10.70.128.0/18}
                            msk:
                              type: standard
                              authentication: [scram]
                              scram:
                                secrets: ["arn:aws:secretsmanager:us-east-1:123456789012:secret:AmazonMSK_films_web-AbCdEf"]
                              kmsKey: "arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"
                              level: per-broker
                              storage:
                                autoscaling: {max: 4TiB, target: 70}
                              logs: {bucket: our-kafka-logs}
                            brokers:
                              nodes: 6
                              instance: m7g.2xlarge
                              volume: {size: 1000GiB, throughput: 250MiB/s}
                              settings: {auto.create.topics.enable: true, log.retention.hours: 72, num.partitions: 1}
                            monitoring: {tool: prometheus}
                            tags: {team: films}
                        """.formatted(arn));
        assertThat(before.asked()).noneMatch(action -> action.matches("(Create|Delete|Update|Put|Register).*"));

        Ran valid = run("validate", "adopted");
        assertThat(valid.code()).as(valid.err()).isZero();
        Ran same = run("diff", "adopted", "--msk", arn, "--exit-code");
        assertThat(same.code()).as(same.out() + same.err()).isZero();
        assertThat(same.out()).isEqualTo("Unchanged since the answer of " + arn + ": adopted.\n");

        properties = PROPERTIES.replace("72", "24");
        Ran drifted = run("diff", "adopted", "--msk", arn, "--exit-code");
        assertThat(drifted.code()).as(drifted.out() + drifted.err()).isEqualTo(3);
        assertThat(drifted.out()).contains("log.retention.hours");
    }

    @Test
    void what_may_not_be_asked_is_told_and_left_out() throws IOException, InterruptedException {
        String arn = cluster();
        denied = "scram-secrets";

        Ran ran = run("import", "--msk", arn);

        assertThat(ran.code()).as(ran.err()).isZero();
        assertThat(ran.out())
                .contains("#   question users (kafka:ListScramSecrets is denied to these credentials)\n")
                .doesNotContain("secretsmanager");
    }

    @Test
    void what_is_in_the_way_is_a_problem() throws IOException, InterruptedException {
        String missing = "arn:aws:kafka:us-east-1:123456789012:cluster/missing/1234abcd-12ab-34cd-56ef-1234567890ab-1";
        Ran none = run("import", "--msk", missing);
        assertThat(none.code()).isEqualTo(4);
        assertThat(none.err()).endsWith("""
                error msk-cluster-missing  --msk %s
                  was an ARN of which the account has no cluster in us-east-1 but it must be that of a cluster on Amazon MSK that is there.
                  Mend: copy it from aws kafka list-clusters-v2 --region us-east-1.

                1 error
                """.formatted(missing));

        denied = "/api/v2/clusters/";
        Ran forbidden = run("import", "--msk", missing);
        assertThat(forbidden.code()).isEqualTo(4);
        assertThat(forbidden.err()).endsWith("""
                error account-unanswered  kafka:DescribeClusterV2
                  was denied to these credentials but it must be answered, to know what runs.
                  Mend: allow kafka:DescribeClusterV2, as docs/permissions.md has it, or look for yourself.

                1 error
                """);

        Map<String, String> unsigned = new TreeMap<>(before.environment(folder));
        unsigned.put("AWS_ACCESS_KEY_ID", "");
        unsigned.put("AWS_SECRET_ACCESS_KEY", "");
        unsigned.put("AWS_SHARED_CREDENTIALS_FILE", folder.resolve("none").toString());
        Ran unknown = trivet.with(unsigned).run("import", "--msk", missing);
        assertThat(unknown.code()).isEqualTo(4);
        assertThat(unknown.err())
                .contains("error account-unreachable  kafka:DescribeClusterV2\n")
                .contains("Mend: log in")
                .doesNotContain("\tat ");

        Map<String, String> nowhere = new TreeMap<>(before.environment(folder));
        nowhere.put("AWS_ENDPOINT_URL", "http://127.0.0.1:9");
        Ran silent = trivet.with(nowhere).run("import", "--msk", missing);
        assertThat(silent.code()).isEqualTo(4);
        assertThat(silent.err())
                .contains("error account-unreachable  kafka:DescribeClusterV2\n")
                .contains("Connection refused")
                .doesNotContain("\tat ");
    }
}
