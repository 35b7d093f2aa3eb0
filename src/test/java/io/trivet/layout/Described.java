package io.trivet.layout;

import io.trivet.problem.Severity;
import io.trivet.stack.Description;
import io.trivet.stack.Reading;
import io.trivet.stack.StackReader;
import java.nio.file.Path;

/** Small descriptions of each platform, in which a test names what it is about. */
final class Described {
    private static final String ZONES = "zones: [eu-west-1a, eu-west-1b, eu-west-1c], network: {cidr: 10.20.0.0/16}";

    private Described() {}

    /** {@code more} is further keys, {@code topics: {orders: {}}}. */
    static Description<?> onEc2(int brokers, String more) {
        return read(
                "platform: ec2, " + ZONES + ", dns: {zone: example.internal}, kafka: {version: 4.3.1, metadata: kraft},"
                        + " controllers: {nodes: 3, instance: m7g.large, volume: {size: 20GiB}},"
                        + " brokers: {nodes: " + brokers + ", instance: m7g.large, volume: {size: 1TiB}}, " + more);
    }

    /** A cluster of the type, in that many zones. */
    static Description<?> onMsk(String type, int zones, int brokers, String more) {
        String some = zones == 2 ? ZONES.replace(", eu-west-1c", "") : ZONES;
        return read("platform: msk, " + (more.contains("msk: {") ? "" : "msk: {type: " + type + "}, ")
                + (more.contains("network: {") ? some.replaceFirst(", network.*", "") : some)
                + ", kafka: {version: 3.9.x, metadata: kraft}, brokers: {nodes: " + brokers
                + ", instance: m7g.large}, " + more);
    }

    static Description<?> serverless(String more) {
        return read("platform: msk, msk: {type: serverless}, " + ZONES + ", " + more);
    }

    static Description<?> onService(String more) {
        return read("platform: external, external: {service: other, bootstrap: [kafka.example.com:9092]}, " + more);
    }

    private static Description<?> read(String keys) {
        String text =
                "config:\n  aws:region: eu-west-1\n  trivet:cluster: {name: films, environment: dev, " + keys + "}\n";
        Path folder = Path.of("");
        Reading reading = StackReader.read(folder, folder.resolve("Pulumi.dev.yaml"), path -> text);
        if (reading.problems().list().stream().anyMatch(problem -> problem.severity() == Severity.ERROR)) {
            throw new AssertionError(reading.problems().list().toString());
        }
        return reading.description().orElseThrow();
    }
}
