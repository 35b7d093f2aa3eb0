package io.trivet.sink;

import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.TreeMap;

/**
 * A node of OpenSearch in a JVM of its own, until that is ended: {@code FOLDER PORT}. It is named by reflection, since
 * its 95 jars are on the class path of that JVM alone.
 */
final class OpenSearchMain {
    private OpenSearchMain() {}

    public static void main(String[] arguments) throws Exception {
        Map<String, String> settings = new TreeMap<>();
        settings.put("discovery.type", "single-node");
        settings.put("network.host", "127.0.0.1");
        settings.put("http.port", arguments[1]);
        String name = "org.codelibs.opensearch.runner.OpenSearchRunner";
        Class<?> runner = Class.forName(name);
        Class<?> builder = Class.forName(name + "$Builder");
        Object node = runner.getConstructor().newInstance();
        runner.getMethod("onBuild", builder)
                .invoke(
                        node,
                        Proxy.newProxyInstance(runner.getClassLoader(), new Class<?>[] {builder}, (at, to, with) -> {
                            for (var setting : settings.entrySet()) {
                                with[1].getClass()
                                        .getMethod("put", String.class, String.class)
                                        .invoke(with[1], setting.getKey(), setting.getValue());
                            }
                            return null;
                        }));
        Object configs = runner.getMethod("newConfigs").invoke(null);
        for (Map.Entry<String, Object> config : Map.<String, Object>of(
                        "basePath", arguments[0], "clusterName", "sink", "numOfNode", 1)
                .entrySet()) {
            Class<?> type = config.getValue() instanceof Integer ? int.class : String.class;
            configs.getClass().getMethod(config.getKey(), type).invoke(configs, config.getValue());
        }
        runner.getMethod("build", configs.getClass()).invoke(node, configs);
        Thread.currentThread().join();
    }
}
