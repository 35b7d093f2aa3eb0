package io.trivet.plan;

import io.trivet.component.ConfigFile;
import io.trivet.layout.Role;
import java.util.List;

/**
 * What all nodes of a role share.
 *
 * @param role which one
 * @param shared files, or first parts of files
 */
public record PlannedRole(Role role, List<ConfigFile> shared) {}
