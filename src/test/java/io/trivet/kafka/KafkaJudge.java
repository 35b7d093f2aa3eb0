package io.trivet.kafka;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** What the classes of one Kafka version say of the settings of a server or a topic, as far as they need no disk. */
public final class KafkaJudge implements AutoCloseable {
    private static final String LOG_CONFIG = "org.apache.kafka.storage.internals.log.LogConfig";

    private final KafkaJars jars;
    private final Method server;
    private final Method logSettings;
    private final Method remote;
    private final Method remoteEnabled;
    private final Constructor<?> log;
    private final Method logsOfBrokers;
    private final Method topic;

    KafkaJudge(KafkaJars jars) throws ReflectiveOperationException {
        this.jars = jars;
        Class<?> config = jars.type("kafka.server.KafkaConfig");
        Class<?> logConfig = (Class<?>) jars.withLoader(() -> Class.forName(LOG_CONFIG, true, jars.loader()));
        this.server = config.getMethod("fromProps", Properties.class, boolean.class);
        this.logSettings = config.getMethod("extractLogConfigMap");
        this.remote = config.getMethod("remoteLogManagerConfig");
        this.remoteEnabled = remote.getReturnType().getMethod("isRemoteStorageSystemEnabled");
        this.log = logConfig.getConstructor(Map.class);
        this.logsOfBrokers = logConfig.getMethod("validateBrokerLogConfigValues", Map.class, boolean.class);
        this.topic = Arrays.stream(logConfig.getMethods())
                .filter(method -> method.getName().equals("validate") && method.getParameterCount() >= 4)
                .findFirst()
                .orElseThrow();
    }

    /** The judge of a version. */
    public static KafkaJudge of(KafkaVersion version) throws Exception {
        return new KafkaJudge(KafkaJars.of(version));
    }

    /** Why a broker or a controller with this file does not start; empty when it may. */
    public Optional<String> server(Map<String, String> settings) throws ReflectiveOperationException {
        return refusal(() -> {
            Object config = server.invoke(null, properties(settings), false);
            if (!"controller".equals(settings.get("process.roles"))) {
                Object logs = logSettings.invoke(config);
                logsOfBrokers.invoke(null, logs, remoteEnabled.invoke(remote.invoke(config)));
                log.newInstance(logs);
            }
            return config;
        });
    }

    /** Why servers with such a file do not make a topic with these settings; empty when they do. */
    public Optional<String> topic(Map<String, String> settings, Map<String, String> server)
            throws ReflectiveOperationException {
        return refusal(() -> {
            Object config = this.server.invoke(null, properties(server), false);
            Object logs = logSettings.invoke(config);
            Object enabled = remoteEnabled.invoke(remote.invoke(config));
            Object described = topic.getParameterTypes()[1] == Properties.class ? properties(settings) : settings;
            // The last one is of Kafka 3, and says whether there is ZooKeeper.
            return topic.getParameterCount() == 4
                    ? topic.invoke(null, Map.of(), described, logs, enabled)
                    : topic.invoke(null, Map.of(), described, logs, enabled, server.containsKey("zookeeper.connect"));
        });
    }

    private Optional<String> refusal(KafkaJars.Action action) throws ReflectiveOperationException {
        try {
            jars.withLoader(action);
            return Optional.empty();
        } catch (InvocationTargetException e) {
            return Optional.of(String.valueOf(e.getCause()));
        }
    }

    private static Properties properties(Map<String, String> settings) {
        Properties properties = new Properties();
        properties.putAll(settings);
        return properties;
    }

    @Override
    public void close() throws IOException {
        jars.close();
    }
}
