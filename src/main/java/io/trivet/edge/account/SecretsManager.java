package io.trivet.edge.account;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.trivet.operate.Failure;
import io.trivet.operate.PasswordStore;
import io.trivet.problem.Place;
import io.trivet.problem.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.FilterNameStringType;
import software.amazon.awssdk.services.secretsmanager.model.SecretListEntry;

/**
 * Passwords of the users of a stack in AWS Secrets Manager, a secret each, {@code trivet/<stack>/<user>}, in the region
 * of the stack. {@code AWSCURRENT} is the one that the cluster knows, {@code AWSPREVIOUS} the one before, and
 * {@code AWSPENDING} one of which the cluster may not know, left by what was cut off while it was told.
 *
 * <p>Shape: {@code {"username": "player", "password": "..."}}, as AWS has it for whatever logs in with a secret.
 * Source: https://docs.aws.amazon.com/secretsmanager/latest/userguide/whats-in-a-secret.html.
 *
 * <p>Fails: {@code account-unanswered}, {@code account-login}, {@code account-unreachable}, {@code password-gone}.
 */
public final class SecretsManager implements PasswordStore {
    private static final String SERVICE = "secretsmanager:";
    private static final String CURRENT = "AWSCURRENT";
    private static final String PENDING = "AWSPENDING";

    /** What a deletion can be taken back in; the least that AWS knows. */
    private static final long DAYS = 7;

    private static final List<String> ABSENT = List.of("ResourceNotFoundException");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String region;
    private final String stack;
    private final Optional<String> key;
    private final SdkHttpClient http = UrlConnectionHttpClient.create();
    private final SecretsManagerClient secrets;

    /** The version of the password that was made last, by user; a label may be moved by others. */
    private final SortedMap<String, String> made = new TreeMap<>();

    /**
     * Those of a stack.
     *
     * @param stack its id
     * @param key of KMS, with which they are encrypted; that of the service, when empty
     */
    public SecretsManager(String region, String stack, Optional<String> key) {
        this.region = region;
        this.stack = stack;
        this.key = key;
        this.secrets = SecretsManagerClient.builder()
                .region(Region.of(region))
                .httpClient(http)
                .build();
    }

    private String prefix() {
        return "trivet/" + stack + "/";
    }

    private String name(String user) {
        return prefix() + user;
    }

    @Override
    public SortedSet<String> users() throws Failure {
        SortedSet<String> users = new TreeSet<>();
        for (SecretListEntry secret : asked(
                "ListSecrets",
                () -> secrets
                        .listSecretsPaginator(list -> list.filters(
                                filter -> filter.key(FilterNameStringType.NAME).values(prefix())))
                        .stream()
                        .flatMap(page -> page.secretList().stream())
                        .toList())) {
            // The filter takes any of its words for a beginning.
            if (secret.name().startsWith(prefix())
                    && secret.secretVersionsToStages().values().stream().anyMatch(stages -> stages.contains(CURRENT))) {
                users.add(secret.name().substring(prefix().length()));
            }
        }
        return users;
    }

    @Override
    public String make(String user) throws Failure {
        Optional<DescribeSecretResponse> there = described(user);
        if (there.isEmpty()) {
            asked(
                    "CreateSecret",
                    () -> secrets.createSecret(create -> create.name(name(user))
                            .description("Password of " + user + " of the Kafka cluster " + stack)
                            .kmsKeyId(key.orElse(null))));
        } else if (there.get().deletedDate() != null) {
            asked("RestoreSecret", () -> secrets.restoreSecret(restore -> restore.secretId(name(user))));
        }
        String password = PasswordStore.random();
        String secret = JSON.createObjectNode()
                .put("username", user)
                .put("password", password)
                .toString();
        String version = asked(
                        "PutSecretValue",
                        () -> secrets.putSecretValue(put ->
                                put.secretId(name(user)).secretString(secret).versionStages(PENDING)))
                .versionId();
        made.put(user, version);
        return password;
    }

    @Override
    public void keep(String user) throws Failure {
        Map<String, List<String>> versions =
                described(user).map(DescribeSecretResponse::versionIdsToStages).orElse(Map.of());
        String pending = Optional.ofNullable(made.remove(user))
                .filter(version -> versions.getOrDefault(version, List.of()).contains(PENDING))
                .orElseThrow(() -> new Failure(
                        Problem.error("password-gone", Place.ofPath(name(user)), "changed while its cluster was told")
                                .must("keep the password that was just made, since the cluster takes no other")
                                .mend("run the same command with --rotate " + user)));
        Optional<String> current = current(versions);
        // The first version of a secret is current at once.
        if (!current.equals(Optional.of(pending))) {
            asked(
                    "UpdateSecretVersionStage",
                    () -> secrets.updateSecretVersionStage(move -> move.secretId(name(user))
                            .versionStage(CURRENT)
                            .moveToVersionId(pending)
                            .removeFromVersionId(current.orElse(null))));
        }
        asked(
                "UpdateSecretVersionStage",
                () -> secrets.updateSecretVersionStage(
                        move -> move.secretId(name(user)).versionStage(PENDING).removeFromVersionId(pending)));
    }

    private static Optional<String> current(Map<String, List<String>> versions) {
        return versions.entrySet().stream()
                .filter(version -> version.getValue().contains(CURRENT))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    @Override
    public void forget(String user) throws Failure {
        if (described(user).filter(secret -> secret.deletedDate() == null).isPresent()) {
            asked(
                    "DeleteSecret",
                    () -> secrets.deleteSecret(
                            delete -> delete.secretId(name(user)).recoveryWindowInDays(DAYS)));
        }
    }

    private Optional<DescribeSecretResponse> described(String user) throws Failure {
        try {
            return Asked.maybe(
                    SERVICE + "DescribeSecret",
                    ABSENT,
                    () -> secrets.describeSecret(describe -> describe.secretId(name(user))));
        } catch (Unanswered e) {
            throw failure(e);
        }
    }

    private static <T> T asked(String action, Supplier<T> call) throws Failure {
        try {
            return Asked.of(SERVICE + action, call);
        } catch (Unanswered e) {
            throw failure(e);
        }
    }

    private static Failure failure(Unanswered unanswered) {
        Problem problem = unanswered.problem();
        return new Failure(Problem.error(problem.id(), problem.place(), problem.found())
                .must("be answered: the passwords of users are kept there")
                .mend(unanswered.any() ? problem.mend() : "allow it, as docs/security.md has it, and run this again"));
    }

    @Override
    public String place() {
        return prefix();
    }

    @Override
    public String told() {
        return "AWS Secrets Manager of " + region + ", a secret each: " + prefix() + "USER";
    }

    @Override
    public void close() {
        secrets.close();
        http.close();
    }
}
