package io.trivet.process;

import java.util.List;

/**
 * A TCP port on which a node listens, and who may reach it.
 *
 * @param name what is spoken there, {@code clients}
 * @param from who connects: words of roles, {@link #CLIENTS} or {@link #MONITORING}
 */
public record Port(String name, int number, List<String> from) {
    /** Applications. */
    public static final String CLIENTS = "clients";

    /** What scrapes the exporters. */
    public static final String MONITORING = "monitoring";
}
