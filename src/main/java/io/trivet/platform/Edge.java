package io.trivet.platform;

import io.trivet.process.Port;

/**
 * A group that may reach a port of a role. Each group of nodes, clients or monitors has a name: the word of a role,
 * {@code clients} or {@code monitoring}.
 *
 * @param to the role that listens
 */
public record Edge(String from, String to, Port port) {}
