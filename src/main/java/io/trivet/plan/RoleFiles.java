package io.trivet.plan;

import io.trivet.kafka.MetadataMode;
import io.trivet.monitor.ExporterRules;
import io.trivet.process.Component;
import io.trivet.process.ConfigFile;
import io.trivet.process.Launch;
import io.trivet.process.Sysctl;
import io.trivet.process.SystemdUnit;
import java.util.ArrayList;
import java.util.List;

/** Files, or first parts of files, that all nodes of a role share. */
final class RoleFiles {
    private RoleFiles() {}

    /**
     * What each component reads, what its exporter shows and how systemd starts it; then what holds for the kernel. The
     * golden metrics know the first component by its role, and another by its name.
     */
    static List<ConfigFile> of(List<Component> components, MetadataMode mode, String cluster) {
        Launch server = components.get(0).launch();
        List<Launch> beside = components.stream().skip(1).map(Component::launch).toList();
        List<ConfigFile> files = new ArrayList<>();
        for (Component component : components) {
            Launch launch = component.launch();
            String title = component.title() + " of " + cluster;
            boolean first = launch.equals(server);
            files.addAll(component.shared());
            if (launch.exporter().isPresent()) {
                String process = first ? component.role().word() : launch.name();
                files.add(ExporterRules.of(launch.folder(), process, mode));
            }
            files.add(first ? SystemdUnit.of(title, server, beside) : SystemdUnit.beside(title, launch, server));
        }
        files.add(Sysctl.file());
        return List.copyOf(files);
    }
}
