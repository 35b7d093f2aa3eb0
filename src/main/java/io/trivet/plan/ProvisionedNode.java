package io.trivet.plan;

import io.trivet.layout.Node;

/**
 * What a node is on EC2 beside what its role says.
 *
 * @param node which one
 * @param own files that are its own
 * @param digest of the shared files and its own: what must lie on it
 */
public record ProvisionedNode(Node node, Bundle own, String digest) {}
