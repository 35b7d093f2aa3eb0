package io.trivet.edge.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.trivet.Golden;
import io.trivet.edge.account.GroupRules;
import io.trivet.edge.account.Permissions;
import io.trivet.plan.Plan;
import io.trivet.platform.MskPlatform;
import io.trivet.stack.OnEc2;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What {@code trivet check aws} believes that a deployment asks for is what it asks for, and what the document lists.
 */
final class PermissionsTest {
    private static final Path DOC = Path.of("docs/permissions.md");
    private static final Path ASKED = Path.of("src/main/java/io/trivet/edge/account");
    private static final Pattern ACTION =
            Pattern.compile("Asked\\s*\\.(?:of|maybe)\\(\\s*\"([a-z0-9-]+:[A-Za-z0-9]+)\"");

    @TestFactory
    Stream<DynamicTest> every_type_of_resource_has_its_actions_and_no_other() {
        Stream<DynamicTest> ec2 = Example.all()
                .map(example -> DynamicTest.dynamicTest(example.name(), () -> {
                    assertThat(Permissions.types(example.plan())).isEqualTo(types(example.registrations()));
                    assertThat(GroupRules.most(example.plan(), endpoints(example)))
                            .isEqualTo(most(example.registrations()));
                }));
        Stream<DynamicTest> msk = Golden.of(MskTest.class, "msk").names().stream()
                .map(name -> DynamicTest.dynamicTest(name, () -> {
                    Plan<MskPlatform> plan = MskTest.provision(Path.of("src/test/resources/golden/msk", name));
                    Registrations registrations = Registrations.ofMsk(plan);
                    assertThat(Permissions.types(plan)).isEqualTo(types(registrations));
                    assertThat(GroupRules.most(plan, false)).isEqualTo(most(registrations));
                }));
        return Stream.concat(ec2, msk);
    }

    private static boolean endpoints(Example example) {
        OnEc2.Network network = example.plan().platform().network();
        return network.vpc().isEmpty() && network.egress().equals(Optional.of(OnEc2.Egress.ENDPOINTS));
    }

    private static SortedSet<String> types(Registrations registrations) {
        SortedSet<String> types = new TreeSet<>();
        registrations.list().stream()
                .map(registration -> registration.request().getType())
                .filter(type -> type.startsWith("aws:"))
                .forEach(types::add);
        return types;
    }

    /** Of the group with the most rules in one direction. */
    private static int most(Registrations registrations) {
        SortedMap<String, Integer> rules = new TreeMap<>();
        for (String type : List.of("SecurityGroupIngressRule", "SecurityGroupEgressRule")) {
            registrations
                    .of(type)
                    .forEach(rule -> rules.merge(type + " " + rule.text("securityGroupId"), 1, Integer::sum));
        }
        return rules.values().stream().mapToInt(count -> count).max().orElse(0);
    }

    @Test
    void the_document_has_the_policies() throws IOException {
        SortedSet<String> asked = new TreeSet<>();
        try (Stream<Path> files = Files.list(ASKED)) {
            for (Path file : files.toList()) {
                ACTION.matcher(Files.readString(file)).results().forEach(found -> asked.add(found.group(1)));
            }
        }
        String text = Files.readString(DOC);
        String wanted = text;
        for (Map.Entry<String, List<String>> policy : new TreeMap<>(
                        Map.of("check", List.copyOf(asked), "ec2", Permissions.of("ec2"), "msk", Permissions.of("msk")))
                .entrySet()) {
            String begin = "<!-- begin of " + policy.getKey() + ", which PermissionsTest writes -->\n```json\n";
            int from = wanted.indexOf(begin) + begin.length();
            wanted = wanted.substring(0, from)
                    + Permissions.policy(policy.getValue())
                    + wanted.substring(wanted.indexOf("```\n<!-- end -->", from));
        }
        if (System.getProperty("golden.accept", "").equals("permissions") && System.getenv("CI") == null) {
            Files.writeString(DOC, wanted);
            return;
        }
        assertThat(text)
                .as("to write it: ./mvnw test -Dtest=PermissionsTest -Dgolden.accept=permissions")
                .isEqualTo(wanted);
    }
}
