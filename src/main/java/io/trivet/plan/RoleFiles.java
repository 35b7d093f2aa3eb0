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

    /** What a component reads, what its exporter shows and how systemd starts it; then what holds for the kernel. */
    static List<ConfigFile> of(Component component, MetadataMode mode, String cluster) {
        Launch launch = component.launch();
        List<ConfigFile> files = new ArrayList<>(component.shared());
        files.add(ExporterRules.of(launch.folder(), component.role(), mode));
        files.add(SystemdUnit.of(component.title() + " of " + cluster, launch));
        files.add(Sysctl.file());
        return List.copyOf(files);
    }
}
