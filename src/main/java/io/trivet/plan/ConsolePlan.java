package io.trivet.plan;

import io.trivet.kafka.ConnectGroup;
import io.trivet.layout.Layout;
import io.trivet.layout.Role;
import io.trivet.platform.MskPlatform;
import io.trivet.platform.ServicePlatform;
import io.trivet.platform.msk.MskAccess;
import io.trivet.problem.Words;
import io.trivet.process.ClientAccess;
import io.trivet.process.ConfigFile;
import io.trivet.process.ConnectWorker;
import io.trivet.process.KafkaSecurity;
import io.trivet.process.client.SchemaRegistry;
import io.trivet.process.console.ConsoleFiles;
import io.trivet.process.console.ConsolePlace;
import io.trivet.process.console.IamPolicy;
import io.trivet.security.ConsoleRights;
import io.trivet.security.Grant;
import io.trivet.stack.Console;
import io.trivet.stack.Description;
import io.trivet.stack.OnEc2;
import io.trivet.stack.OnMsk;
import io.trivet.stack.OnService;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The files of the console of a description, on each platform; none where none is described. */
final class ConsolePlan {
    private ConsolePlan() {}

    /** Beside brokers of ours, with the workers of Kafka Connect. */
    static List<ConfigFile> of(Description<OnEc2> description, Layout layout) {
        return description
                .console()
                .map(console -> ConsoleFiles.of(new ConsolePlace(
                        layout.cluster(),
                        console,
                        ApplicationAccess.of(description.on(), layout, console.hasPassword()),
                        workers(description.on(), layout),
                        SchemaRegistry.of(description),
                        console.registry(description.registries()),
                        List.of())))
                .orElse(List.of());
    }

    private static Optional<ConsolePlace.Workers> workers(OnEc2 stack, Layout layout) {
        List<String> addresses = layout.nodes(Role.CONNECT).stream()
                .map(node -> KafkaSecurity.restScheme(stack) + "://" + node.endpoint(ConnectWorker.REST_PORT))
                .toList();
        return addresses.isEmpty()
                ? Optional.empty()
                : Optional.of(new ConsolePlace.Workers(
                        ConnectGroup.of(layout.cluster()).id(),
                        addresses,
                        stack.security().isPresent()));
    }

    /** On Amazon MSK, with the policy of its role where the cluster asks for IAM. */
    static List<ConfigFile> ofMsk(Description<OnMsk> description, MskPlatform platform) {
        List<ConfigFile> files = new ArrayList<>();
        description.console().ifPresent(console -> {
            ClientAccess access = MskAccess.of(platform);
            boolean iam = access.login() instanceof ClientAccess.Login.Iam;
            List<String> notes = iam
                    ? List.of("It comes with a role in AWS, to which policy.json beside this file gives what it needs.")
                    : List.of("What it needs as ACLs, which you give: " + rights(console) + ".");
            boolean anonymous = access.login() instanceof ClientAccess.Login.Anonymous;
            files.addAll(ConsoleFiles.of(new ConsolePlace(
                    description.name(),
                    console,
                    access,
                    Optional.empty(),
                    SchemaRegistry.of(description),
                    console.registry(description.registries()),
                    anonymous ? List.of() : notes)));
            if (iam) {
                files.add(IamPolicy.of(platform.name(), description.regionOrOfZones(), console.mayWrite()));
            }
        });
        return List.copyOf(files);
    }

    /** {@code read, describe topic *; describe group *}. */
    private static String rights(Console console) {
        Map<String, List<String>> rights = new LinkedHashMap<>();
        for (Grant grant : ConsoleRights.of(console)) {
            rights.computeIfAbsent(grant.resource(), resource -> new ArrayList<>())
                    .add(Words.of(grant.right()));
        }
        List<String> said = new ArrayList<>();
        rights.forEach((resource, words) -> said.add(String.join(", ", words) + " " + resource));
        return String.join("; ", said);
    }

    /** At a service, with the login that its clients have. */
    static List<ConfigFile> ofService(Description<OnService> description, ServicePlatform platform) {
        return description
                .console()
                .map(console -> ConsoleFiles.of(new ConsolePlace(
                        description.name(),
                        console,
                        platform.access(),
                        Optional.empty(),
                        SchemaRegistry.of(description),
                        console.registry(description.registries()),
                        List.of())))
                .orElse(List.of());
    }
}
