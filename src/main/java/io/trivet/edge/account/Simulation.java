package io.trivet.edge.account;

import io.trivet.edge.account.Account.Denied;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.EvaluationResult;
import software.amazon.awssdk.services.iam.model.OrganizationsDecisionDetail;
import software.amazon.awssdk.services.iam.model.PolicyEvaluationDecisionType;

/** What IAM would say to actions that are not taken. */
final class Simulation {
    /** Actions of one question. */
    private static final int AT_ONCE = 40;

    private Simulation() {}

    /** The actions that are denied to who has that ARN. */
    static List<Denied> denied(IamClient iam, String arn, List<String> actions) throws Unanswered {
        List<Denied> denied = new ArrayList<>();
        for (int from = 0; from < actions.size(); from += AT_ONCE) {
            List<String> some = actions.subList(from, Math.min(actions.size(), from + AT_ONCE));
            Asked.of(
                            "iam:SimulatePrincipalPolicy",
                            () -> iam
                                    .simulatePrincipalPolicyPaginator(
                                            asked -> asked.policySourceArn(arn).actionNames(some))
                                    .evaluationResults()
                                    .stream()
                                    .toList())
                    .stream()
                    .filter(result -> result.evalDecision() != PolicyEvaluationDecisionType.ALLOWED)
                    .forEach(result -> denied.add(new Denied(result.evalActionName(), outright(result))));
        }
        return denied;
    }

    private static boolean outright(EvaluationResult result) {
        OrganizationsDecisionDetail organization = result.organizationsDecisionDetail();
        return result.evalDecision() == PolicyEvaluationDecisionType.EXPLICIT_DENY
                || (organization != null && Boolean.FALSE.equals(organization.allowedByOrganizations()));
    }
}
