package io.trivet.platform.msk.rule;

import io.trivet.kafka.Right;
import io.trivet.platform.PlatformRule;
import io.trivet.platform.msk.MskName;
import io.trivet.platform.msk.MskPolicy;
import io.trivet.platform.msk.MskQuotas;
import io.trivet.problem.Words;
import io.trivet.security.Grant;
import io.trivet.security.UserRights;
import io.trivet.stack.OnMsk;
import io.trivet.stack.User;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Users of a cluster on Amazon MSK, whose rights are policies of IAM: what such a policy can be called, and say. */
final class UserRules {
    /** As users with a certificate are called on EC2; a policy may have these characters in its name, too. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private final MskSubject subject;
    private final SortedMap<String, String> folded = new TreeMap<>();

    private UserRules(MskSubject subject) {
        this.subject = subject;
    }

    static void check(MskSubject subject) {
        SortedMap<String, User> users = subject.stack().users();
        if (!users.isEmpty() && !subject.authenticates(OnMsk.Authentication.IAM)) {
            subject.error(PlatformRule.USER_UNKNOWN, "users", "described without iam in msk.authentication")
                    .must("come with iam: their rights are policies of IAM, which hold for no other way to come in")
                    .mend("add iam to msk.authentication, or remove them and give ACLs with kafka-acls");
            return;
        }
        UserRules rules = new UserRules(subject);
        users.forEach(rules::user);
        UserRights.of(subject.description()).forEach(rules::policy);
    }

    private void user(String name, User user) {
        String path = "users." + name;
        name(path, name);
        user.login()
                .filter(login -> login != User.Login.IAM)
                .ifPresent(login -> subject.error(PlatformRule.USER_UNKNOWN, path + ".login", Words.of(login))
                        .must(
                                "be iam: on Amazon MSK a described user comes by a role in AWS, to which its policy is given")
                        .mend(
                                login == User.Login.SCRAM
                                        ? "remove it; or remove the user, name its secret in msk.scram.secrets, and give ACLs"
                                                + " with kafka-acls"
                                        : "remove it"));
        if (user.quotas().isPresent()) {
            subject.error(MskRule.MSK_POLICY, path + ".quotas", "described")
                    .must(
                            "be left out: with iam brokers count for each session of a role, by an ARN that no description knows")
                    .mend(
                            subject.type().provisioned()
                                    ? "remove it, and give quotas with kafka-configs to"
                                            + " arn:aws:sts::<account>:assumed-role/<role>/<session>, or to ids of clients"
                                    : "remove it: MSK Serverless knows no quotas of users");
        }
        if (user.isOwned()) {
            subject.error(MskRule.MSK_POLICY, path + ".owned", "true")
                    .must(
                            "be left out: a policy says all that it gives, and what a role has by others is not known here")
                    .mend("remove it");
        }
        user.groups().forEach((group, rights) -> group(path + ".groups." + group, rights));
    }

    private void name(String path, String name) {
        if (!NAME.matcher(name).matches()) {
            String bare = name.replaceFirst("^User:", "").replaceFirst("^.*/", "");
            subject.error(PlatformRule.USER_UNKNOWN, path, "the user " + Words.quoted(name))
                    .must("be what its policy is called by: 1 to 64 letters, digits, '.', '_' and '-'")
                    .mend(
                            NAME.matcher(bare).matches()
                                    ? "write " + bare
                                    : "write the name of the application, and give the policy to its role");
            return;
        }
        String other = folded.putIfAbsent(name.toLowerCase(Locale.ROOT), name);
        if (other != null) {
            subject.error(PlatformRule.USER_UNKNOWN, path, name + " beside " + other)
                    .must("differ in more than the size of letters: IAM takes both for one policy")
                    .mend("rename one of the two");
        }
    }

    private void group(String path, List<Right> rights) {
        for (int i = 0; i < rights.size(); i++) {
            Right right = rights.get(i);
            if (Grant.Kind.GROUP.rights().contains(right) && !MskPolicy.knows(Grant.Kind.GROUP, right)) {
                subject.error(MskRule.MSK_POLICY, path + "[" + i + "]", Words.of(right))
                        .must("be one of read, describe and delete: IAM has no action for settings of groups")
                        .mend("remove it");
            }
        }
    }

    private void policy(UserRights user) {
        String region = subject.description().regionOrOfZones();
        String cluster = MskName.of(subject.description());
        MskPolicy policy = MskPolicy.of(user, cluster, region);
        String path = "users." + user.user();
        if (policy.name().length() > MskQuotas.POLICY_NAME
                && NAME.matcher(user.user()).matches()) {
            subject.error(MskRule.MSK_POLICY, path, "the policy " + policy.name())
                    .must("have " + MskQuotas.POLICY_NAME + " characters at most in its name, and has "
                            + policy.name().length())
                    .mend("choose a shorter name for the user");
        }
        int size = policy.size(cluster, region);
        if (size > MskQuotas.POLICY_SIZE) {
            subject.error(
                            MskRule.MSK_POLICY,
                            path,
                            Words.count(user.grants().size(), "right") + ", which make a policy of " + size
                                    + " characters")
                    .must("make " + MskQuotas.POLICY_SIZE + " at most, without blanks: IAM takes no larger policy")
                    .mend(
                            "write how names begin, as orders-*, or part the user in two and give its role both policies");
        }
    }
}
