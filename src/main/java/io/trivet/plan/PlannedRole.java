package io.trivet.plan;

import io.trivet.layout.Role;
import io.trivet.process.ConfigFile;
import java.util.List;
import java.util.SortedMap;

/**
 * What all nodes of a role share.
 *
 * @param role which one
 * @param settings of its server
 * @param shared files, or first parts of files
 */
public record PlannedRole(Role role, SortedMap<String, String> settings, List<ConfigFile> shared) {}
