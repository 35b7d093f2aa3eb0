package io.trivet.node.s3;

import io.trivet.operate.Failure;
import io.trivet.problem.Place;
import io.trivet.problem.Problem;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A bucket of S3. */
public final class S3Bucket implements Bucket {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final String name;
    private final String region;
    private final URI address;
    private final Keys keys;
    private final Clock clock;

    /**
     * A bucket of that name.
     *
     * @param endpoint of another server that speaks S3, with the bucket in the path; empty for that of AWS
     */
    public S3Bucket(String name, String region, Optional<URI> endpoint, Keys keys, Clock clock) {
        this.name = name;
        this.region = region;
        this.address = endpoint.map(uri -> URI.create(uri + "/" + name))
                .orElseGet(() -> URI.create("https://" + name + ".s3." + region + ".amazonaws.com"
                        + (region.startsWith("cn-") ? ".cn" : "")));
        this.keys = keys;
        this.clock = clock;
    }

    @Override
    public Optional<Stored> get(String key, String known) throws Failure {
        SortedMap<String, String> headers = new TreeMap<>();
        if (!known.isEmpty()) {
            headers.put("if-none-match", known);
        }
        Answer answer = ask("GET", key, headers, Optional.empty());
        return switch (answer.status()) {
            case 200 -> Optional.of(new Stored(answer.tag(), answer.bytes()));
            case 304, 404 -> Optional.empty();
            default -> throw refused("GET", key, answer);
        };
    }

    @Override
    public void put(String key, String text) throws Failure {
        SortedMap<String, String> headers = new TreeMap<>();
        headers.put("content-type", "text/plain; charset=utf-8");
        Answer answer = ask("PUT", key, headers, Optional.of(text.getBytes(StandardCharsets.UTF_8)));
        if (answer.status() != 200) {
            throw refused("PUT", key, answer);
        }
    }

    @Override
    public void delete(String key) throws Failure {
        Answer answer = ask("DELETE", key, new TreeMap<>(), Optional.empty());
        if (answer.status() != 204 && answer.status() != 200 && answer.status() != 404) {
            throw refused("DELETE", key, answer);
        }
    }

    private Answer ask(String method, String key, SortedMap<String, String> more, Optional<byte[]> body)
            throws Failure {
        URI uri = URI.create(address + "/" + Signature.escaped(key));
        Credentials credentials = keys.now();
        String time = TIME.format(clock.instant());
        SortedMap<String, String> headers = new TreeMap<>(more);
        headers.put("host", uri.getPort() < 0 ? uri.getHost() : uri.getHost() + ":" + uri.getPort());
        headers.put("x-amz-date", time);
        headers.put("x-amz-content-sha256", Signature.sha256(body.orElse(new byte[0])));
        credentials.token().ifPresent(token -> headers.put("x-amz-security-token", token));
        String authorization = new Signature(credentials, region, time).of(method, uri.getRawPath(), headers);
        headers.put("authorization", authorization);
        try {
            return Answer.of(method, uri, headers, body);
        } catch (IOException e) {
            throw new Failure(Problem.error("bucket-silent", place(key), "not answered (" + e + ")")
                    .must("be answered by S3 at " + address)
                    .mend("check the way from the node to S3: the gateway endpoint, routes, security groups and DNS"));
        }
    }

    private Failure refused(String method, String key, Answer answer) {
        String code = answer.field("Code").orElse("without a word");
        if (code.equals("RequestTimeTooSkewed") || code.equals("RequestExpired")) {
            return new Failure(Problem.error("clock-off", Place.ofPath("the clock of this node"), off(answer.date()))
                    .must("be at most 15 minutes off the time of S3, which refuses what is signed at another")
                    .mend("see why chronyd does not set it (chronyc tracking); nothing can be reported until then"));
        }
        String why = answer.status() + " " + code
                + answer.field("Message").map(message -> ": " + message).orElse("");
        return new Failure(Problem.error("bucket-refused", place(key), method + " was answered with " + why)
                .must("be there, and be allowed to this node: S3 says 403 for both where nothing may be listed")
                .mend(
                        "run pulumi up --refresh, which writes the object and the policy of the node's role where they are"
                                + " missing"));
    }

    private String off(long date) {
        if (date == 0) {
            return "too far off";
        }
        Duration off = Duration.ofMillis(clock.millis() - date);
        return off.abs().toSeconds() + " s " + (off.isNegative() ? "behind" : "ahead of") + " S3";
    }

    private Place place(String key) {
        return Place.ofPath("s3://" + name + "/" + key);
    }
}
