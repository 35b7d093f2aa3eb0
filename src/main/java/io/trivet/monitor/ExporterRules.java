package io.trivet.monitor;

import io.trivet.kafka.MetadataMode;
import io.trivet.process.ConfigFile;
import io.trivet.process.Exporter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The rules of the JMX exporter, made of the golden metrics.
 *
 * <p>The exporter asks the server only for the beans that are included, so a scrape costs the same whatever the cluster
 * holds; then every attribute takes the first rule that fits.
 *
 * <p>Source: prometheus/jmx_exporter 1.0.1, the last agent on Maven Central.
 */
public final class ExporterRules {
    private ExporterRules() {}

    /**
     * {@code exporter.yaml} in the folder of the configuration, for a process in clusters that keep their metadata
     * there.
     */
    public static ConfigFile of(String folder, String process, MetadataMode mode) {
        List<GoldenMetric> metrics = GoldenMetric.of(process, mode);
        Set<String> objectNames = new LinkedHashSet<>();
        metrics.forEach(metric -> objectNames.addAll(metric.objectNames()));
        StringBuilder text = new StringBuilder();
        text.append("lowercaseOutputName: true\n");
        text.append("includeObjectNames:\n");
        objectNames.forEach(name -> text.append("  - ").append(quoted(name)).append('\n'));
        text.append("rules:\n");
        metrics.forEach(metric -> text.append(rule(metric)));
        return new ConfigFile(folder + "/" + Exporter.RULES, text.toString());
    }

    private static String rule(GoldenMetric metric) {
        StringBuilder rule = new StringBuilder("""
                  - pattern: %s
                    name: %s
                    type: %s
                    help: %s
                """.formatted(
                        quoted(metric.pattern()),
                        metric.name(),
                        metric.kind() == GoldenMetric.Kind.COUNTER ? "COUNTER" : "GAUGE",
                        quoted(metric.tells())));
        List<String> labels = metric.labels();
        if (!labels.isEmpty()) {
            rule.append("    labels:\n");
        }
        for (int i = 0; i < labels.size(); i++) {
            String group = (labels.get(i).equals("quantile") ? "0.$" : "$") + (i + 1);
            rule.append("      " + labels.get(i) + ": " + quoted(group) + "\n");
        }
        if (metric.kind() == GoldenMetric.Kind.STATE) {
            rule.append("    value: 1\n");
        }
        return rule.toString();
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
