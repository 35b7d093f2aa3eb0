package io.trivet.node.s3;

import io.trivet.operate.Failure;
import io.trivet.problem.Place;
import io.trivet.problem.Problem;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What EC2 says to a machine of itself, by version 2 of its service of metadata: its id, and the keys of its role,
 * which are asked for again before they end.
 *
 * <p>Source: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-data-retrieval.html; new keys are there
 * at least five minutes before the old ones end.
 */
public final class InstanceMetadata implements Keys {
    /** Where each machine of EC2 finds it. */
    public static final URI ADDRESS = URI.create("http://169.254.169.254");

    private static final String ROLE = "/latest/meta-data/iam/security-credentials/";
    private static final long SOON_MILLIS = 240_000;

    private final URI address;
    private @Nullable Credentials credentials;
    private long end;

    /** Asked at that address. */
    public InstanceMetadata(URI address) {
        this.address = address;
    }

    /** {@code i-0123456789abcdef0}. */
    public String instance() throws Failure {
        return ask("/latest/meta-data/instance-id", token()).text().strip();
    }

    @Override
    public synchronized Credentials now() throws Failure {
        Credentials known = credentials;
        if (known != null && System.currentTimeMillis() < end - SOON_MILLIS) {
            return known;
        }
        String token = token();
        String role = ask(ROLE, token).text().lines().findFirst().orElse("").strip();
        Answer answer = ask(ROLE + role, token);
        Credentials fresh = new Credentials(
                member(answer, "AccessKeyId"), member(answer, "SecretAccessKey"), Optional.of(member(answer, "Token")));
        end = Instant.parse(member(answer, "Expiration")).toEpochMilli();
        credentials = fresh;
        return fresh;
    }

    private String member(Answer answer, String name) throws Failure {
        return answer.field(name)
                .orElseThrow(() -> failure(ROLE, "an answer without " + name + " (" + answer.status() + ")"));
    }

    private String token() throws Failure {
        SortedMap<String, String> headers = new TreeMap<>();
        headers.put("X-aws-ec2-metadata-token-ttl-seconds", "300");
        return ask("PUT", "/latest/api/token", headers).text();
    }

    private Answer ask(String path, String token) throws Failure {
        SortedMap<String, String> headers = new TreeMap<>();
        headers.put("X-aws-ec2-metadata-token", token);
        return ask("GET", path, headers);
    }

    private Answer ask(String method, String path, SortedMap<String, String> headers) throws Failure {
        try {
            Answer answer = Answer.of(method, address.resolve(path), headers, Optional.empty());
            if (answer.status() != 200) {
                throw failure(path, "answered with " + answer.status());
            }
            return answer;
        } catch (IOException e) {
            throw failure(path, "not to be reached (" + e + ")");
        }
    }

    private Failure failure(String path, String found) {
        return new Failure(Problem.error("metadata-silent", Place.ofPath(address + path), found)
                .must("tell the machine its id and the keys of its role")
                .mend("check that the instance has an instance profile and its metadata service is enabled"));
    }
}
