package io.trivet.edge.aws;

import com.pulumi.core.Output;
import com.pulumi.resources.Resource;
import com.pulumi.test.PulumiTest;
import com.pulumi.test.TestOptions;
import com.pulumi.test.TestResult;
import com.pulumi.test.internal.MockMonitor;
import com.pulumi.test.internal.PulumiTestInternal;
import io.trivet.layout.Node;
import io.trivet.plan.Plan;
import io.trivet.platform.Ec2Platform;
import io.trivet.platform.MskPlatform;
import io.trivet.platform.ServicePlatform;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import pulumirpc.Resource.RegisterResourceRequest;
import pulumirpc.Resource.RegisterResourceResponse;

/**
 * What a description asks of Pulumi's engine, taken down as it goes over the wire.
 *
 * <p>An id that AWS would give is written as {@code ${Vpc films.id}}.
 *
 * @param list sorted by parent, type and name
 * @param outputs of the stack
 */
record Registrations(List<Registration> list, Map<String, Object> outputs) {
    static Registrations ofEc2(Plan<Ec2Platform> plan) {
        return ofEc2(plan, List.of());
    }

    /** When these nodes were deployed before and are described no more. */
    static Registrations ofEc2(Plan<Ec2Platform> plan, List<Node> leaving) {
        return of(plan.id(), () -> new Ec2(plan, leaving, progress -> {}).outputs());
    }

    static Registrations ofMsk(Plan<MskPlatform> plan) {
        return of(plan.id(), () -> new Msk(plan).outputs());
    }

    static Registrations ofService(Plan<ServicePlatform> plan) {
        return of(plan.id(), () -> new External(plan).outputs());
    }

    /** What a program registers when it is run for a stack, and what it exports. */
    static Registrations of(String stack, Supplier<Map<String, Output<?>>> program) {
        List<Registration> list = Collections.synchronizedList(new ArrayList<>());
        Map<String, Output<?>> outputs = new TreeMap<>();
        PulumiTestInternal test = PulumiTestInternal.builder()
                .options(TestOptions.builder()
                        .projectName("trivet")
                        .stackName(stack)
                        .build())
                .mocks(new AwsMocks())
                .monitorDecorator(monitor -> new Recorder(list))
                .build();
        try {
            TestResult result = test.runTest(context -> outputs.putAll(program.get()));
            result.throwOnError();
            Map<String, Object> values = new TreeMap<>();
            outputs.forEach((name, output) -> values.put(name, PulumiTest.extractValue(output)));
            list.sort(Comparator.comparing(Registration::parent)
                    .thenComparing(Registration::type)
                    .thenComparing(registration -> registration.request().getName()));
            return new Registrations(List.copyOf(list), values);
        } finally {
            PulumiTest.cleanup();
        }
    }

    /** Titles of all that must be there before it is: what it waits for, what that waits for, and so on. */
    SortedSet<String> before(Registration registration) {
        Map<String, Registration> byTitle = new TreeMap<>();
        list.forEach(each -> byTitle.put(each.title(), each));
        SortedSet<String> before = new TreeSet<>();
        Deque<Registration> open = new ArrayDeque<>(List.of(registration));
        while (!open.isEmpty()) {
            for (String title : open.pop().dependencies()) {
                if (before.add(title) && byTitle.containsKey(title)) {
                    open.push(byTitle.get(title));
                }
            }
        }
        return before;
    }

    /** The registrations of a type, {@code Instance}. */
    List<Registration> of(String type) {
        return list.stream()
                .filter(registration -> registration.type().equals(type))
                .toList();
    }

    /** The one with that title. */
    Registration titled(String title) {
        return list.stream()
                .filter(registration -> registration.title().equals(title))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + title));
    }

    private static final class Recorder extends MockMonitor {
        private final List<Registration> list;

        Recorder(List<Registration> list) {
            super(new AwsMocks(), PulumiTestInternal.mockLog());
            this.list = list;
        }

        @Override
        public CompletableFuture<RegisterResourceResponse> registerResourceAsync(
                Resource resource, RegisterResourceRequest request) {
            if (!request.getType().equals("pulumi:pulumi:Stack")) {
                list.add(new Registration(request));
            }
            return super.registerResourceAsync(resource, request);
        }
    }
}
