package io.trivet.platform;

import io.trivet.problem.Rule;

/** Rules of several platforms, each of which words them for itself. */
public enum PlatformRule implements Rule {
    AWS_ID("AWS refuses an id of another form only when half of the resources are there."),
    SETTING_OWNED("The value is computed from the layout; a second one would contradict it."),
    USER_UNKNOWN("A right is given to the name with which a client logs in; any other name has it in vain."),
    VOLUME_SIZE("EBS refuses the volume.");

    private final String reason;

    PlatformRule(String reason) {
        this.reason = reason;
    }

    @Override
    public String reason() {
        return reason;
    }
}
