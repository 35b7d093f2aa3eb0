package io.trivet.stack;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Which keys each platform has, by their paths. */
final class DescribedKeys {
    /** Who the cluster is, what runs it, where it is, what it holds. */
    private static final List<String> ORDER = List.of(
            "name",
            "environment",
            "platform",
            "deletion",
            "kafka",
            "external",
            "zones",
            "network",
            "dns",
            "msk",
            "zookeeper",
            "controllers",
            "brokers",
            "connect",
            "mirrors",
            "monitoring",
            "topics",
            "registries",
            "clients",
            "users",
            "console",
            "image",
            "rollout",
            "machines",
            "encryption",
            "tags",
            "traffic");

    private DescribedKeys() {}

    /** The keys of a description with brokers of this type, in the order in which a person reads them. */
    static List<String> of(Class<? extends Brokers> type) {
        return components(type).stream().map(RecordComponent::getName).toList();
    }

    /** What is described with brokers of this type, in the order in which a person reads it. */
    static List<RecordComponent> components(Class<? extends Brokers> type) {
        return Stream.of(Common.class, type)
                .flatMap(part -> Stream.of(part.getRecordComponents()))
                .sorted(Comparator.comparing(component -> ORDER.indexOf(component.getName())))
                .toList();
    }

    /** What runs the brokers, in the order of {@link PlatformName}. */
    static List<Class<? extends Brokers>> platforms() {
        return List.of(OnEc2.class, OnMsk.class, OnService.class);
    }

    /** The platforms on which a path may be described, in the order of {@link PlatformName}. */
    static List<String> platformsWith(String path) {
        List<String> platforms = new ArrayList<>();
        for (int i = 0; i < platforms().size(); i++) {
            TreeSet<String> paths = new TreeSet<>();
            collect(Common.class, "", paths);
            collect(platforms().get(i), "", paths);
            if (paths.contains(path)) {
                platforms.add(Binder.constants(PlatformName.class).get(i));
            }
        }
        return platforms;
    }

    private static void collect(Class<?> type, String parent, TreeSet<String> paths) {
        for (RecordComponent component : type.getRecordComponents()) {
            String path = Places.join(parent, component.getName());
            paths.add(path);
            Type value = component.getType() == Optional.class
                    ? ((ParameterizedType) component.getGenericType()).getActualTypeArguments()[0]
                    : component.getType();
            if (value instanceof Class<?> inner
                    && inner.isRecord()
                    && Binder.Scalar.of(inner).isEmpty()) {
                collect(inner, path, paths);
            }
        }
    }
}
