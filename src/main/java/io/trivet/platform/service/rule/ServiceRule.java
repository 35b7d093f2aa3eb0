package io.trivet.platform.service.rule;

import io.trivet.problem.Rule;

/** Rules of clusters that a service runs. */
public enum ServiceRule implements Rule {
    SERVICE_CLOSED("The service answers no more, and what is still read there must be brought elsewhere."),
    BOOTSTRAP("A client that cannot read the address fails when it starts, and not before."),
    EXTERNAL_PROTOCOL("A client waits in vain for an answer in a protocol that the service does not speak."),
    EXTERNAL_MECHANISM("The service refuses a login by a mechanism that it does not have."),
    CLEARTEXT("Records, and with PLAIN passwords too, cross networks of others in plain text."),
    CREDENTIALS("Clients read their secret from where the description says that it lives."),
    SECRET_ITSELF("A secret in a description is in previews, files, state and the history of git."),
    AUTHORITY("Without the authority of the service every client refuses its brokers."),
    MIRROR_ALIAS("MirrorMaker builds names of settings and topics from it."),
    ALIAS_ZONE("A name that cannot be resolved where clients are is of no use."),
    ALIAS_TLS("Clients refuse a broker whose certificate does not hold the name that they asked for."),
    EXTERNAL_METRICS("Prometheus reads metrics where the service shows them, or nowhere."),
    EXTERNAL_PARTITIONS("The guideline goes by the number of brokers, which only the service knows."),
    EXTERNAL_REPLICAS("The service refuses the topic."),
    EXTERNAL_SETTING("The service refuses the setting, and with it the topic.");

    private final String reason;

    ServiceRule(String reason) {
        this.reason = reason;
    }

    @Override
    public String reason() {
        return reason;
    }
}
