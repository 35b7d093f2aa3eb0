package io.trivet.plan;

import io.trivet.layout.Role;
import io.trivet.process.ConfigFile;
import java.util.List;

/**
 * What all nodes of a role share.
 *
 * @param role which one
 * @param shared files, or first parts of files
 */
public record PlannedRole(Role role, List<ConfigFile> shared) {}
