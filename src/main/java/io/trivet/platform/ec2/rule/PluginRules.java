package io.trivet.platform.ec2.rule;

import io.trivet.process.Plugin;
import io.trivet.stack.OnEc2;
import java.util.Optional;
import java.util.SortedMap;

/** Jars of others can be fetched, and are proven to be what was meant. */
final class PluginRules {
    private final Ec2Subject subject;
    private final boolean closed;

    private PluginRules(Ec2Subject subject) {
        this.subject = subject;
        this.closed = subject.stack().network().egress().orElse(OnEc2.Egress.NAT) == OnEc2.Egress.ENDPOINTS;
    }

    static void check(Ec2Subject subject) {
        PluginRules rules = new PluginRules(subject);
        rules.plugins("kafka.plugins.", subject.stack().kafka().plugins());
        subject.stack().connect().ifPresent(connect -> rules.plugins("connect.plugins.", connect.plugins()));
        // Nothing can be said of what is in no form to be fetched.
        subject.unread().forEach(rules::unread);
    }

    private void plugins(String path, SortedMap<String, OnEc2.Plugin> described) {
        described.forEach((name, plugin) -> plugin(path + name, name, plugin));
    }

    private void plugin(String path, String name, OnEc2.Plugin described) {
        if (!Plugin.NAME.matcher(name).matches()) {
            subject.error(Ec2Rule.PLUGIN_NAME, path, name)
                    .must("consist of up to 40 small letters, digits and, between them, hyphens")
                    .mend("call it by such a name, as quotas or tiered-storage");
        }
        source(path, described);
        if (!Plugin.SHA512.matcher(described.sha512()).matches()) {
            subject.error(Ec2Rule.PLUGIN_SHA512, path + ".sha512", described.sha512())
                    .must("be 128 hexadecimal digits")
                    .mend("copy what sha512sum prints for the file");
        }
    }

    private void source(String path, OnEc2.Plugin described) {
        if (described.artifact().isPresent() == described.url().isPresent()) {
            subject.error(
                            Ec2Rule.PLUGIN_SOURCE,
                            path,
                            described.artifact().isPresent() ? "both artifact and url" : "neither artifact nor url")
                    .must("have one place from which it is fetched")
                    .mend("write artifact: group:artifact:version, or url: with the address of the file");
            return;
        }
        Optional<String> artifact = described
                .artifact()
                .filter(text -> !Plugin.ARTIFACT.matcher(text).matches());
        Optional<String> url =
                described.url().filter(text -> !Plugin.URL.matcher(text).matches());
        artifact.ifPresent(text -> subject.error(Ec2Rule.PLUGIN_SOURCE, path + ".artifact", text)
                .must("be group:artifact:version, of a jar on Maven Central")
                .mend("write it as io.strimzi:kafka-quotas-plugin:0.3.1"));
        url.ifPresent(text -> subject.error(Ec2Rule.PLUGIN_SOURCE, path + ".url", text)
                .must("begin with https:// or s3://, end in .jar, .tgz, .tar.gz or .zip, and consist of letters, digits"
                        + " and . _ ~ + = - between the slashes")
                .mend("write the address of the file, as s3://our-software/plugin-1.0.jar"));
        boolean inBucket =
                described.url().filter(text -> text.startsWith("s3://")).isPresent();
        if (closed && artifact.isEmpty() && url.isEmpty() && !inBucket) {
            subject.error(
                            Ec2Rule.ARCHIVE_UNREACHABLE,
                            path,
                            described.artifact().or(described::url).orElse(""))
                    .must("lie in S3: with network.egress endpoints nodes reach nothing on the internet")
                    .mend("copy the file to a bucket, and write its address as url: s3://…");
        }
    }

    private void unread(String name) {
        subject.warning(Ec2Rule.PLUGIN_UNREAD, "kafka.plugins." + name, "not looked into: it is not on this machine")
                .must("be there for its classes and settings to be checked")
                .mend("run ./trivet validate " + subject.description().id()
                        + " --fetch, which fetches it once and proves its checksum");
    }
}
