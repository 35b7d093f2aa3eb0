package io.trivet.monitor;

import java.util.Locale;

/** What can watch a stack. Each reads the exporters of its nodes, so that no node holds a key of another service. */
public enum Tool {
    PROMETHEUS("Prometheus", "rules/trivet.yml"),
    DATADOG("Datadog", "conf.d/openmetrics.d/conf.yaml"),
    NEWRELIC("New Relic", "prometheus/prometheus.yml"),
    ELASTIC("Elastic", "modules.d/prometheus.yml");

    private final String title;
    private final String mark;

    Tool(String title, String mark) {
        this.title = title;
        this.mark = mark;
    }

    /** As its makers call it. */
    public String title() {
        return title;
    }

    /** A file that is always among those for it, so that a folder tells that they were written there. */
    public String mark() {
        return mark;
    }

    /** On a command line and in JSON. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
