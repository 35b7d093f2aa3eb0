package io.trivet.operate;

import io.trivet.operate.found.FoundAccess;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConfigResourcesOptions;
import org.apache.kafka.clients.admin.UserScramCredentialsDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.SecurityDisabledException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.apache.kafka.common.quota.ClientQuotaEntity;
import org.apache.kafka.common.quota.ClientQuotaFilter;
import org.apache.kafka.common.resource.PatternType;

/** Asks a cluster who may do what. */
record SurveyOfAccess(Admin admin) {
    /** How a question is put of which a description can do without the answer. */
    interface Asks {
        <T> Optional<T> maybe(String about, KafkaFuture<T> question) throws Failure, InterruptedException;
    }

    FoundAccess found(Asks asks) throws Failure, InterruptedException {
        SortedMap<String, SortedSet<String>> users = asks.maybe(
                        "users of SASL/SCRAM",
                        admin.describeUserScramCredentials().all())
                .map(SurveyOfAccess::users)
                .orElse(Collections.emptySortedMap());
        KafkaFuture<Collection<AclBinding>> rights =
                admin.describeAcls(AclBindingFilter.ANY).values();
        Optional<Collection<AclBinding>> acls = knows(rights) ? asks.maybe("ACLs", rights) : Optional.of(List.of());
        Optional<Map<ClientQuotaEntity, Map<String, Double>>> quotas = asks.maybe(
                "quotas", admin.describeClientQuotas(ClientQuotaFilter.all()).entities());
        KafkaFuture<Collection<ConfigResource>> groups = admin.listConfigResources(
                        EnumSet.of(ConfigResource.Type.GROUP, ConfigResource.Type.CLIENT_METRICS),
                        new ListConfigResourcesOptions())
                .all();
        List<String> others = knows(groups)
                ? asks.maybe("settings of groups and metrics of clients", groups)
                        .map(SurveyOfAccess::groups)
                        .orElse(List.of())
                : List.of();
        return new FoundAccess(
                users,
                acls.map(SurveyOfAccess::acls).orElse(List.of()),
                quotas.map(SurveyOfAccess::quotas).orElse(List.of()),
                others,
                acls.flatMap(told -> quotas.map(bounds -> Users.rights(told, bounds))));
    }

    /** Whether there is anything of the kind: without an authorizer there are no ACLs, before Kafka 4.1 no groups. */
    private static boolean knows(KafkaFuture<?> question) throws InterruptedException {
        try {
            question.get();
            return true;
        } catch (ExecutionException e) {
            Throwable cause = LiveCluster.cause(e);
            return !(cause instanceof SecurityDisabledException) && !(cause instanceof UnsupportedVersionException);
        }
    }

    private static SortedMap<String, SortedSet<String>> users(Map<String, UserScramCredentialsDescription> told) {
        SortedMap<String, SortedSet<String>> users = new TreeMap<>();
        told.forEach((name, user) -> users.put(
                name,
                user.credentialInfos().stream()
                        .map(info -> info.mechanism().mechanismName())
                        .collect(Collectors.toCollection(TreeSet::new))));
        return users;
    }

    static List<String> acls(Collection<AclBinding> told) {
        return told.stream().map(SurveyOfAccess::line).sorted().toList();
    }

    /** {@code User:films may READ TOPIC orders} and its like. */
    static String line(AclBinding acl) {
        return acl.entry().principal()
                + switch (acl.entry().permissionType()) {
                    case ALLOW -> " may ";
                    case DENY -> " may not ";
                    case ANY, UNKNOWN -> " by a rule that is not known may ";
                }
                + acl.entry().operation() + " " + acl.pattern().resourceType() + " "
                + acl.pattern().name()
                + (acl.pattern().patternType() == PatternType.PREFIXED ? "…" : "")
                + (acl.entry().host().equals("*") ? "" : " from " + acl.entry().host());
    }

    static List<String> quotas(Map<ClientQuotaEntity, Map<String, Double>> told) {
        List<String> quotas = new ArrayList<>();
        told.forEach((entity, limits) -> quotas.add(line(entity, limits)));
        return quotas.stream().sorted().toList();
    }

    /** {@code user=films: producer_byte_rate=1048576.0} and its like. */
    static String line(ClientQuotaEntity entity, Map<String, Double> limits) {
        return new TreeMap<>(entity.entries())
                        .entrySet().stream()
                                .map(part -> part.getKey() + "="
                                        + Optional.ofNullable(part.getValue()).orElse("<default>"))
                                .collect(Collectors.joining(" "))
                + ": "
                + new TreeMap<>(limits)
                        .entrySet().stream()
                                .map(limit -> limit.getKey() + "=" + limit.getValue())
                                .collect(Collectors.joining(" "));
    }

    private static List<String> groups(Collection<ConfigResource> told) {
        return told.stream()
                .map(resource -> (resource.type() == ConfigResource.Type.GROUP ? "group " : "metrics of clients ")
                        + resource.name())
                .sorted()
                .toList();
    }
}
