package io.trivet.plan;

import java.util.List;

/**
 * An SRV record.
 *
 * @param name full, without a final dot
 * @param targets priority, weight, port and host of each
 */
public record ServiceRecord(String name, List<String> targets) {}
