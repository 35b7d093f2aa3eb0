package io.trivet.process.client;

import io.trivet.process.JsonDocument;
import io.trivet.stack.Client;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the role of an application may do with a registry in AWS Glue, as a policy of IAM: a reader gets schemas, a
 * writer finds the id of one, and only an application that registers makes any.
 *
 * <p>Source: https://docs.aws.amazon.com/glue/latest/dg/schema-registry-gs-serde.html, IAM examples; which calls
 * software.amazon.glue:schema-registry-common 1.1.25 makes.
 */
final class GluePolicy {
    private GluePolicy() {}

    /** The policy, as JSON that IAM takes. */
    static String of(GlueRegistry registry, Client client) {
        List<String> these = List.of(arn(registry, "registry/"), arn(registry, "schema/") + "/*");
        List<Map<String, Object>> statements = new ArrayList<>();
        if (client.producer().isPresent()) {
            List<String> actions = new ArrayList<>(List.of("glue:GetSchemaByDefinition"));
            if (client.isRegistering()) {
                actions.addAll(
                        List.of("glue:CreateSchema", "glue:RegisterSchemaVersion", "glue:PutSchemaVersionMetadata"));
            }
            statements.add(allow(actions, these));
        }
        // A version is asked for by its id, which names no registry; a new one until AWS Glue has checked it.
        if (client.consumer().isPresent() || client.isRegistering()) {
            statements.add(allow(List.of("glue:GetSchemaVersion"), List.of("*")));
        }
        Map<String, Object> policy = new LinkedHashMap<>();
        policy.put("Version", "2012-10-17");
        policy.put("Statement", statements);
        return JsonDocument.of(policy);
    }

    /** Of any account, since the description names none. */
    private static String arn(GlueRegistry registry, String kind) {
        return "arn:" + partition(registry.region()) + ":glue:" + registry.region() + ":*:" + kind + registry.name();
    }

    private static String partition(String region) {
        return region.startsWith("cn-") ? "aws-cn" : region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
    }

    private static Map<String, Object> allow(List<String> actions, List<String> resources) {
        Map<String, Object> statement = new LinkedHashMap<>();
        statement.put("Effect", "Allow");
        statement.put("Action", actions);
        statement.put("Resource", resources);
        return statement;
    }
}
