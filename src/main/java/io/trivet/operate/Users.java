package io.trivet.operate;

import io.trivet.kafka.Right;
import io.trivet.operate.access.AccessStep;
import io.trivet.operate.access.ObservedUser;
import io.trivet.operate.found.FoundAccess;
import io.trivet.security.Grant;
import io.trivet.security.Quota;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialDeletion;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.clients.admin.UserScramCredentialsDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.quota.ClientQuotaAlteration;
import org.apache.kafka.common.quota.ClientQuotaEntity;
import org.apache.kafka.common.quota.ClientQuotaFilter;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * The users of a cluster that runs, read and ordered for a person.
 *
 * <p>Fails: {@code cluster-unreachable}, {@code cluster-login}, {@code cluster-tls}, {@code cluster-forbidden},
 * {@code cluster-refused}, {@code cluster-open}.
 *
 * @param way how it is reached, for what is to be said where it is not
 */
public record Users(LiveCluster cluster, Way way) {
    private static final String PRINCIPAL = "User:";
    private static final String ANY_HOST = "*";

    /**
     * How often a password is hashed. Kafka's least is enough: what is hashed is as random as a key, and cannot be
     * tried out. Source: {@code ScramMechanism} of 3.9.2 and 4.3.1.
     */
    private static final ScramCredentialInfo HASHED = new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096);

    /** What is found of a user, while it is gathered. */
    private record Found(SortedSet<Grant> grants, SortedMap<Quota, Double> quotas, List<String> others) {
        Found() {
            this(new TreeSet<>(), new TreeMap<>(), new ArrayList<>());
        }

        void acl(AclBinding acl) {
            grant(acl).ifPresentOrElse(grants::add, () -> others.add(SurveyOfAccess.line(acl)));
        }

        /** What is bound to a client's id, too, is another bound. */
        void quotas(ClientQuotaEntity entity, Map<String, Double> bounds) {
            boolean alone = entity.entries().size() == 1;
            bounds.forEach((setting, value) -> Quota.ofSetting(setting)
                    .filter(known -> alone)
                    .ifPresentOrElse(
                            quota -> quotas.put(quota, value),
                            () -> others.add(SurveyOfAccess.line(entity, Map.of(setting, value)))));
        }

        ObservedUser as(String user) {
            return new ObservedUser(
                    user, grants, quotas, others.stream().sorted().toList());
        }
    }

    /** The users that have a password, by whatever mechanism. */
    public SortedSet<String> withPassword() throws Failure, InterruptedException {
        return new TreeSet<>(
                answer(cluster.admin().describeUserScramCredentials().users()));
    }

    /** What these users may do and get, in the order of their names. */
    public List<ObservedUser> read(Collection<String> users) throws Failure, InterruptedException {
        return observed(
                users,
                answer(cluster.admin().describeAcls(AclBindingFilter.ANY).values()),
                answer(cluster.admin()
                        .describeClientQuotas(ClientQuotaFilter.all())
                        .entities()));
    }

    /** What all users may do and get of whom a cluster tells anything, in the order of their names; and the rest. */
    static FoundAccess.Rights rights(Collection<AclBinding> acls, Map<ClientQuotaEntity, Map<String, Double>> quotas) {
        SortedSet<String> users = new TreeSet<>();
        acls.forEach(acl -> users.add(user(acl)));
        quotas.keySet().forEach(entity -> users.add(user(entity)));
        users.remove("");
        return new FoundAccess.Rights(
                observed(users, acls, quotas),
                acls.stream()
                        .filter(acl -> user(acl).isEmpty())
                        .map(SurveyOfAccess::line)
                        .sorted()
                        .toList(),
                quotas.entrySet().stream()
                        .filter(quota -> user(quota.getKey()).isEmpty())
                        .map(quota -> SurveyOfAccess.line(quota.getKey(), quota.getValue()))
                        .sorted()
                        .toList());
    }

    private static List<ObservedUser> observed(
            Collection<String> users, Collection<AclBinding> acls, Map<ClientQuotaEntity, Map<String, Double>> quotas) {
        SortedMap<String, Found> found = new TreeMap<>();
        users.forEach(user -> found.put(user, new Found()));
        for (AclBinding acl : acls) {
            Found user = found.get(user(acl));
            if (user != null) {
                user.acl(acl);
            }
        }
        quotas.forEach((entity, bounds) -> {
            Found user = found.get(user(entity));
            if (user != null) {
                user.quotas(entity, bounds);
            }
        });
        return found.entrySet().stream()
                .map(user -> user.getValue().as(user.getKey()))
                .toList();
    }

    /** Empty where it is of no single user. */
    private static String user(ClientQuotaEntity entity) {
        String user = entity.entries().get(ClientQuotaEntity.USER);
        return user == null ? "" : user;
    }

    private static String user(AclBinding acl) {
        String principal = acl.entry().principal();
        return principal.startsWith(PRINCIPAL) ? principal.substring(PRINCIPAL.length()) : "";
    }

    /** The right that an ACL gives; empty where no description has such a one. */
    static Optional<Grant> grant(AclBinding acl) {
        ResourcePattern pattern = acl.pattern();
        Optional<Grant.Kind> kind = kind(pattern.resourceType());
        Optional<Right> right = right(acl.entry().operation());
        boolean plain = acl.entry().permissionType() == AclPermissionType.ALLOW
                && acl.entry().host().equals(ANY_HOST)
                && (pattern.patternType() == PatternType.LITERAL || pattern.patternType() == PatternType.PREFIXED);
        return plain && kind.isPresent() && right.isPresent()
                ? Optional.of(new Grant(
                        kind.get(), pattern.name(), pattern.patternType() == PatternType.PREFIXED, right.get()))
                : Optional.empty();
    }

    private static Optional<Grant.Kind> kind(ResourceType type) {
        return Arrays.stream(Grant.Kind.values())
                .filter(kind -> type(kind) == type)
                .findFirst();
    }

    private static ResourceType type(Grant.Kind kind) {
        return switch (kind) {
            case TOPIC -> ResourceType.TOPIC;
            case GROUP -> ResourceType.GROUP;
            case TRANSACTION -> ResourceType.TRANSACTIONAL_ID;
            case CLUSTER -> ResourceType.CLUSTER;
        };
    }

    private static Optional<Right> right(AclOperation operation) {
        return Arrays.stream(Right.values())
                .filter(right -> right.name().equals(operation.name()))
                .findFirst();
    }

    /** The ACL that gives a user a right. */
    static AclBinding acl(String user, Grant grant) {
        return new AclBinding(
                new ResourcePattern(
                        type(grant.kind()), grant.name(), grant.prefix() ? PatternType.PREFIXED : PatternType.LITERAL),
                new AccessControlEntry(
                        PRINCIPAL + user,
                        ANY_HOST,
                        AclOperation.valueOf(grant.right().name()),
                        AclPermissionType.ALLOW));
    }

    /**
     * Takes steps: what is given first, then shares and passwords, then what is taken away.
     *
     * @param passwords where new ones are kept
     */
    public void take(List<AccessStep> steps, PasswordStore passwords) throws Failure, InterruptedException {
        List<AclBinding> given = new ArrayList<>();
        List<AclBindingFilter> taken = new ArrayList<>();
        Map<String, List<ClientQuotaAlteration.Op>> bounds = new LinkedHashMap<>();
        List<String> made = new ArrayList<>();
        List<String> dropped = new ArrayList<>();
        for (AccessStep step : steps) {
            if (step instanceof AccessStep.Allow allow) {
                given.add(acl(allow.user(), allow.grant()));
            } else if (step instanceof AccessStep.Bound bound) {
                bounds.computeIfAbsent(bound.user(), user -> new ArrayList<>())
                        .add(new ClientQuotaAlteration.Op(
                                bound.quota().setting(),
                                bound.to().isPresent() ? bound.to().getAsDouble() : null));
            } else if (step instanceof AccessStep.Revoke revoke) {
                taken.add(acl(revoke.user(), revoke.grant()).toFilter());
            } else if (step instanceof AccessStep.SetPassword) {
                made.add(step.user());
            } else if (step instanceof AccessStep.DropPassword) {
                dropped.add(step.user());
            } else {
                throw new AssertionError(step);
            }
        }
        answer(cluster.admin().createAcls(given).all());
        List<ClientQuotaAlteration> altered = new ArrayList<>();
        bounds.forEach((user, ops) -> altered.add(new ClientQuotaAlteration(
                new ClientQuotaEntity(Collections.singletonMap(ClientQuotaEntity.USER, user)), ops)));
        answer(cluster.admin().alterClientQuotas(altered).all());
        for (String user : made) {
            alter(new UserScramCredentialUpsertion(user, HASHED, passwords.make(user)));
            passwords.keep(user);
        }
        answer(cluster.admin().deleteAcls(taken).all());
        for (String user : dropped) {
            drop(user);
            passwords.forget(user);
        }
    }

    /** By whatever mechanism it has one. */
    private void drop(String user) throws Failure, InterruptedException {
        UserScramCredentialsDescription has = answer(
                cluster.admin().describeUserScramCredentials(List.of(user)).description(user));
        for (ScramCredentialInfo credential : has.credentialInfos()) {
            alter(new UserScramCredentialDeletion(user, credential.mechanism()));
        }
    }

    private void alter(UserScramCredentialAlteration order) throws Failure, InterruptedException {
        answer(cluster.admin().alterUserScramCredentials(List.of(order)).all());
    }

    private <T> T answer(KafkaFuture<T> question) throws Failure, InterruptedException {
        try {
            return question.get();
        } catch (ExecutionException e) {
            throw new Failure(ClusterProblem.cluster(LiveCluster.cause(e), way.ofUsers()));
        }
    }
}
