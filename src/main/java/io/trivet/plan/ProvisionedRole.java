package io.trivet.plan;

import io.trivet.layout.Role;
import java.util.SortedMap;

/**
 * What the nodes of a role are on EC2.
 *
 * @param role which one
 * @param software in words, {@code kafka 3.9.2}
 * @param machine of each node
 * @param release of that software
 * @param shared files of all its nodes
 * @param settings of its server that all its nodes share
 */
public record ProvisionedRole(
        Role role,
        String software,
        Machine machine,
        Release release,
        Bundle shared,
        SortedMap<String, String> settings) {}
