package io.trivet.sink;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.sink.SinkConnector;

/** The connector: what it can be told, and as many alike tasks as are asked for. */
public final class OpenSearchSink extends SinkConnector {
    private Map<String, String> settings = Collections.emptyMap();

    /** For Connect, which makes one of each class that it finds. */
    public OpenSearchSink() {}

    /** Of the jar that it came in. */
    static String ownVersion() {
        String version = OpenSearchSink.class.getPackage().getImplementationVersion();
        return version == null ? "from classes" : version;
    }

    @Override
    public String version() {
        return ownVersion();
    }

    @Override
    public ConfigDef config() {
        return SinkSettings.DEFINITION;
    }

    /** Also what one setting asks of another, each beside the setting that has to change. */
    @Override
    public Config validate(Map<String, String> given) {
        Config judged = super.validate(given);
        SinkSettings.addConflicts(judged);
        return judged;
    }

    /** Fails: {@code ConfigException}, with all that is wrong between settings. */
    @Override
    public void start(Map<String, String> given) {
        SinkSettings.of(given);
        // Not a copy of Map's own: Connect hands in settings without a value, too.
        settings = Collections.unmodifiableMap(new TreeMap<>(given));
    }

    @Override
    public Class<? extends Task> taskClass() {
        return OpenSearchSinkTask.class;
    }

    /** Connect shares the partitions out among them, so that no task has settings of its own. */
    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
        return Collections.nCopies(maxTasks, settings);
    }

    @Override
    public void stop() {}
}
