package io.trivet.stack;

/** What reads the exporters. */
public record Monitoring(
        @Doc("Monitoring tool that reads the exporters") Tool tool) {
    /** Monitoring tools that read the exporters of the nodes. */
    public enum Tool {
        PROMETHEUS
    }
}
