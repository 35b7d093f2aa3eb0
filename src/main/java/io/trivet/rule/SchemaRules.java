package io.trivet.rule;

import io.trivet.platform.Subject;
import io.trivet.problem.Words;
import io.trivet.stack.Client;
import io.trivet.stack.Registry;
import java.util.List;
import java.util.Optional;

/** Which registry an application uses, and for what. */
final class SchemaRules {
    private SchemaRules() {}

    static void check(Subject subject) {
        subject.description().clients().forEach((name, client) -> check(subject, "clients." + name, client));
    }

    private static void check(Subject subject, String path, Client client) {
        List<String> known = List.copyOf(subject.description().registries().keySet());
        client.registry()
                .filter(name -> !known.contains(name))
                .ifPresent(name -> subject.error(CommonRule.CLIENT_REGISTRY, path + ".registry", Words.quoted(name))
                        .must(
                                known.isEmpty()
                                        ? "be one that is described, and none is"
                                        : "be one of those that are described: " + Words.list(known))
                        .mend(Words.nearest(name, known)
                                .map(nearest -> "write " + nearest)
                                .orElse("describe it under registries")));
        if (client.registry().isPresent() && client.format().isEmpty()) {
            subject.error(CommonRule.CLIENT_FORMAT, path + ".registry", "there without a format")
                    .must("be beside the format in which values are written: each has serialisers of its own")
                    .mend("add format: avro, json or protobuf");
        }
        if (client.registry().isEmpty()) {
            client.format()
                    .ifPresent(format -> subject.error(
                                    CommonRule.CLIENT_FORMAT,
                                    path + ".format",
                                    Words.of(format) + ", without a registry")
                            .must("be beside the registry that holds its schemas: without one it is a matter of the"
                                    + " program")
                            .mend(
                                    known.isEmpty()
                                            ? "describe one under registries and name it, or remove the format"
                                            : "add registry: " + known.get(0) + ", or remove the format"));
            client.registers()
                    .ifPresent(registers -> subject.error(
                                    CommonRule.CLIENT_REGISTERS,
                                    path + ".registers",
                                    registers + ", without a registry")
                            .must("be beside a registry")
                            .mend("add a registry, or remove it"));
        } else if (client.registers().orElse(false) && client.producer().isEmpty()) {
            subject.error(CommonRule.CLIENT_REGISTERS, path + ".registers", "true, for one that only reads")
                    .must("be left out: only who writes has schemas to register")
                    .mend("remove it");
        } else if (client.isRegistering() && isOfJsonOnApicurio(subject, client)) {
            subject.error(CommonRule.CLIENT_REGISTERS, path + ".registers", "true, for json with kind apicurio")
                    .must("be left out: its serialiser for JSON finds no schema in a record, and registers none")
                    .mend("register the schema in the build, and remove it");
        } else if (client.isRegistering() && subject.isProduction()) {
            subject.warning(CommonRule.CLIENT_REGISTERS, path + ".registers", "true")
                    .must(
                            "be left out in production: a schema comes with a program then, before it is reviewed, and stays")
                    .mend("register schemas in the build that is reviewed, and remove it");
        }
    }

    /**
     * Source: JsonSchemaParser.supportsExtractSchemaFromData of apicurio-registry-serdes-jsonschema-serde 2.6.13.Final
     * and of its successor in line 3.
     */
    private static boolean isOfJsonOnApicurio(Subject subject, Client client) {
        return client.format().equals(Optional.of(Client.Format.JSON))
                && client.registry()
                        .map(subject.description().registries()::get)
                        .filter(registry -> registry.kind() == Registry.Kind.APICURIO)
                        .isPresent();
    }
}
