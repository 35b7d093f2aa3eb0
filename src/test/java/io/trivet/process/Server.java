package io.trivet.process;

import io.trivet.gen.Sample;
import io.trivet.layout.Site;
import io.trivet.plan.Plan;
import io.trivet.plan.PlannedNode;
import io.trivet.plan.PlannedRole;
import java.util.List;

/**
 * The servers of one role, as a description makes them.
 *
 * @param role what they share
 * @param nodes by number
 */
record Server(PlannedRole role, List<PlannedNode> nodes) {
    static Server of(Sample sample, String role) {
        return of(sample, role, Site.EC2);
    }

    static Server of(Sample sample, String role, Site site) {
        Plan<?> plan = Plan.of(sample.description(), site);
        PlannedRole planned = plan.roles().stream()
                .filter(one -> one.role().word().equals(role))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + role));
        return new Server(planned, plan.nodes(planned.role()));
    }

    /** A setting that all of them share; {@code null} where it is not set. */
    String setting(String key) {
        return role.settings().get(key);
    }

    /** A setting of the one with that number. */
    String setting(int number, String key) {
        return nodes.get(number - 1).settings().get(key);
    }

    /** The part of a file that all of them share. */
    String shared(String path) {
        return text(role.shared(), path);
    }

    /** The part of a file that belongs to the one with that number. */
    String own(int number, String path) {
        return text(nodes.get(number - 1).own(), path);
    }

    private static String text(List<ConfigFile> files, String path) {
        return files.stream()
                .filter(file -> file.path().equals(path))
                .map(ConfigFile::text)
                .findFirst()
                .orElseThrow(() -> new AssertionError(path + " is none of " + files));
    }

    List<String> paths() {
        return nodes.get(0).files().stream().map(ConfigFile::path).toList();
    }

    /** {@code name number from peers} of each port. */
    List<String> ports() {
        return role.ports().stream()
                .map(port -> port.name() + " " + port.number() + " from " + port.from())
                .toList();
    }
}
