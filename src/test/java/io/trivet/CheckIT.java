package io.trivet;

import static org.assertj.core.api.Assertions.assertThat;

import io.trivet.Trivet.Ran;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code trivet check aws} and {@code trivet operate retire} as processes with the AWS SDK, asking moto; what moto has
 * not, a stand-in answers that stands before it and takes down what is asked.
 */
final class CheckIT {
    private static final String QUOTA = """
        {"Quota": {"ServiceCode": "ec2", "QuotaCode": "L-0", "Value": %s}}\
        """;

    @TempDir
    private Path folder;

    private MotoServer moto;
    private StandIn before;
    private Trivet trivet;
    private double quota = 100;
    private String decision = "allowed";
    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeEach
    void an_account() throws IOException, InterruptedException {
        trivet = Trivet.in(folder);
        moto = new MotoServer("of-no-use", folder.resolve("moto.log"));
        before = new StandIn(moto.address(), this::answer);
    }

    @AfterEach
    void it_goes() throws InterruptedException {
        before.close();
        moto.close();
    }

    private Ran check(String... more) throws IOException, InterruptedException {
        return run(Stream.concat(Stream.of("check", "aws"), Stream.of(more)));
    }

    private Ran run(Stream<String> arguments) throws IOException, InterruptedException {
        return trivet.with(before.environment(folder)).run(arguments.toArray(String[]::new));
    }

    @Test
    void an_account_with_enough_of_all_passes() throws IOException, InterruptedException {
        Ran ran = check("prod-us-east-1");

        assertThat(ran.code()).as(ran.err()).isZero();
        assertThat(ran.out())
                .isEqualTo("account 123456789012 has what prod-us-east-1 needs: 13 answers, no problems\n");
        assertThat(before.asked())
                .noneMatch(
                        action -> action.matches(
                                "(Create|Delete|Modify|Put|Run|Terminate|Attach|Detach|Update|Start|Stop|Authorize|Allocate).*"));
    }

    @Test
    void quotas_and_permissions_that_lack_are_told_together_as_json() throws IOException, InterruptedException {
        quota = 2;
        decision = "implicitDeny";

        Ran ran = check("prod-us-east-1", "--format", "json");

        assertThat(ran.code()).isOne();
        assertThat(ran.out())
                .contains("\"id\": \"account-quota\"")
                .contains("30 wanted and 0 of others")
                .contains("\"id\": \"account-permission\"")
                .contains("RunInstances");
    }

    @Test
    void a_cluster_on_msk_is_checked_too() throws IOException, InterruptedException {
        Ran ran = check("msk-us-east-1");

        assertThat(ran.code()).as(ran.err()).isZero();
        assertThat(ran.out()).startsWith("account 123456789012 has what msk-us-east-1 needs: ");
    }

    @Test
    void the_authority_of_certificates_is_looked_at() throws IOException, InterruptedException {
        assertThat(
                        checkWith(
                                "arn:aws:acm-pca:us-east-1:123456789012:certificate-authority/1234abcd-12ab-34cd-56ef-1234567890ab"))
                .contains("error account-authority", "1234567890ab, which is not there but it must be an authority");

        String made = send(
                "acm-pca",
                "application/x-amz-json-1.1",
                "{\"CertificateAuthorityConfiguration\": {\"KeyAlgorithm\": \"EC_prime256v1\", \"SigningAlgorithm\":"
                        + " \"SHA256WITHECDSA\", \"Subject\": {\"CommonName\": \"films\"}}, \"CertificateAuthorityType\":"
                        + " \"ROOT\"}",
                "X-Amz-Target",
                "ACMPrivateCA.CreateCertificateAuthority");

        assertThat(checkWith(made.replaceFirst("(?s).*\"(arn:[^\"]*)\".*", "$1")))
                .contains("was an authority that is PENDING_CERTIFICATE but it must be ACTIVE");
        assertThat(before.asked()).contains("DescribeCertificateAuthority");
    }

    private String checkWith(String authority) throws IOException, InterruptedException {
        Path stack = Path.of("src/test/resources/golden/aws/certificates/in/stack.yaml");
        Files.writeString(
                folder.resolve("stacks/Pulumi.sec.yaml"),
                Files.readString(stack).replaceFirst("authority: .*", "authority: " + authority));
        Ran ran = check("sec");
        assertThat(ran.code()).isOne();
        return ran.err();
    }

    @Test
    void the_volumes_of_a_cluster_are_found_by_their_tags() throws IOException, InterruptedException {
        volume("films", "prod-us-east-1", "broker1");
        volume("films", "of-another-stack", "broker1");

        Ran ran = run(Stream.of("operate", "retire", "prod-us-east-1"));

        assertThat(ran.code()).as(ran.err()).isZero();
        assertThat(ran.out()).contains("\n1 volume with 30 GiB stays\n").containsPattern("vol-\\w+  broker1");
        assertThat(before.asked())
                .containsExactly(
                        "/2013-04-01/hostedzonesbyname", "DescribeSnapshots", "DescribeVolumes", "GetCallerIdentity");
    }

    private void volume(String cluster, String stack, String node) throws IOException, InterruptedException {
        String form = "Action=CreateVolume&Version=2016-11-15&AvailabilityZone=us-east-1a&Size=30&VolumeType=gp3"
                + "&TagSpecification.1.ResourceType=volume"
                + "&TagSpecification.1.Tag.1.Key=trivet:cluster&TagSpecification.1.Tag.1.Value=" + cluster
                + "&TagSpecification.1.Tag.2.Key=trivet:stack&TagSpecification.1.Tag.2.Value=" + stack
                + "&TagSpecification.1.Tag.3.Key=trivet:node&TagSpecification.1.Tag.3.Value=" + node;
        send("ec2", "application/x-www-form-urlencoded", form);
    }

    /** What moto answers to a request of that service. */
    private String send(String service, String type, String body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(moto.address())
                .header("Content-Type", type)
                .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=test/20261126/us-east-1/" + service
                                + "/aws4_request, SignedHeaders=host, Signature=0")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return response.body();
    }

    private Optional<StandIn.Reply> answer(String action, String path, String text) {
        if (action.equals("GetServiceQuota")) {
            return StandIn.Reply.of(QUOTA.formatted(quota));
        }
        if (action.equals("ListServiceQuotas")) {
            return StandIn.Reply.of(
                    "{\"Quotas\": [{\"QuotaName\": \"Number of brokers per account\", \"Value\": 90}]}");
        }
        if (action.equals("SimulatePrincipalPolicy")) {
            return StandIn.Reply.of(simulated(text));
        }
        return path.equals("/v1/kafka-versions")
                ? StandIn.Reply.of("{\"kafkaVersions\": [{\"version\": \"3.9.x.kraft\", \"status\": \"ACTIVE\"}]}")
                : Optional.empty();
    }

    private String simulated(String query) {
        List<String> actions = Stream.of(query.split("&"))
                .filter(field -> field.startsWith("ActionNames.member."))
                .map(field -> URLDecoder.decode(field.substring(field.indexOf('=') + 1), StandardCharsets.UTF_8))
                .toList();
        return "<SimulatePrincipalPolicyResponse><SimulatePrincipalPolicyResult><IsTruncated>false</IsTruncated>"
                + "<EvaluationResults>"
                + actions.stream()
                        .map(action -> "<member><EvalActionName>" + action + "</EvalActionName><EvalDecision>"
                                + decision + "</EvalDecision></member>")
                        .collect(Collectors.joining())
                + "</EvaluationResults></SimulatePrincipalPolicyResult></SimulatePrincipalPolicyResponse>";
    }
}
