package io.trivet.component;

import io.trivet.layout.Role;

/** Rules of the JMX exporter, 1.0.1. */
final class Exporter {
    private Exporter() {}

    static ConfigFile rules(String folder, Role role) {
        return new ConfigFile(folder + "/exporter.yaml", "lowercaseOutputName: true\n");
    }
}
