package io.trivet.edge.aws;

import io.trivet.problem.Resource;

/** What runs on a node before and beside the agent. */
final class Scripts {
    /** Brings a node up at each start of its machine. */
    static final String BOOT = Resource.text(Scripts.class, "boot.sh");

    /** The cloud-init document that fetches {@link #BOOT}, with names in braces to fill in. */
    static final String USER_DATA = Resource.text(Scripts.class, "user-data.yaml");

    private Scripts() {}
}
