package io.trivet.edge.local.artifact;

import io.trivet.problem.Place;
import io.trivet.problem.Problem;
import io.trivet.process.Plugin;
import java.nio.file.Path;

/** What keeps a plugin from being on this machine. */
final class PluginProblem {
    private PluginProblem() {}

    static Problem checksum(Plugin plugin, String found) {
        return Problem.error(
                        "plugin-checksum",
                        Place.ofPath("kafka.plugins." + plugin.name()),
                        source(plugin) + " with the SHA-512 " + found)
                .must("have the described one, " + plugin.sha512())
                .mend("find out which of the two its makers publish; describe that, or fetch from them");
    }

    static Problem noJar(Plugin plugin, String why) {
        return Problem.error(
                        "plugin-content",
                        Place.ofPath("kafka.plugins." + plugin.name()),
                        plugin.file() + " (" + why + ")")
                .must("be a jar, or an archive with jars in it, each with a name of its own")
                .mend("describe the file that its makers publish for brokers");
    }

    static Problem notFetched(Plugin plugin, Path laid) {
        return Problem.error(
                        "plugin-elsewhere",
                        Place.ofPath("kafka.plugins." + plugin.name()),
                        plugin.url() + ", which this machine does not fetch")
                .must("be there")
                .mend("run: aws s3 cp " + plugin.url() + " " + laid);
    }

    static Problem network(Plugin plugin, String words) {
        return Problem.error(
                        "plugin-network",
                        Place.ofPath("kafka.plugins." + plugin.name()),
                        plugin.url() + ", not fetched (" + words + ")")
                .must("be fetched once")
                .mend("check the address and the network, or lay the file into " + PluginFiles.kept());
    }

    private static String source(Plugin plugin) {
        return plugin.artifact().orElse(plugin.url());
    }
}
