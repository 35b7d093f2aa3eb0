package io.trivet.platform.ec2.rule;

import io.trivet.kafka.Catalogue;
import io.trivet.problem.Finding;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Settings of listeners that encrypt or ask who comes. Without security every listener is in plain text, on which each
 * client and broker is {@code User:ANONYMOUS}.
 *
 * <p>Source: {@code SslConfigs}, {@code SaslConfigs}, {@code BrokerSecurityConfigs} and {@code StandardAuthorizerData}
 * of 3.9.2 and 4.3.1.
 */
final class PlainListeners {
    /**
     * Names of settings that begin so are read by listeners with TLS or SASL only, or by clients of ZooKeeper with TLS.
     */
    private static final List<String> BEGIN = List.of("ssl.", "sasl.", "delegation.token.", "zookeeper.ssl.");

    private static final List<String> NAMES = List.of("connections.max.reauth.ms", "principal.builder.class");

    /** What denies to clients without a name what it lets others do, and the brokers with them. */
    private static final List<String> AUTHORIZATION =
            List.of("allow.everyone.if.no.acl.found", "authorizer.class.name", "super.users");

    private static final Pattern LISTENER = Pattern.compile("listener\\.name\\.[^.]+\\.([a-z0-9-]+\\.(?=sasl\\.))?");

    private PlainListeners() {}

    /** Why a setting is refused; empty where it changes nothing, or is none of these. */
    static Optional<Finding> refusal(Catalogue known, String key, String value, boolean secured) {
        boolean authorizes = AUTHORIZATION.contains(key);
        String name = LISTENER.matcher(key).replaceFirst("");
        boolean secures = NAMES.contains(name) || BEGIN.stream().anyMatch(name::startsWith);
        boolean asBefore = known.broker(name)
                .filter(setting -> setting.fallback().present()
                        && setting.fallback().text().equals(value.strip()))
                .isPresent();
        if (!authorizes && !secures || asBefore) {
            return Optional.empty();
        }
        if (secured) {
            return Optional.of(Finding.error(Ec2Rule.SECURITY_OWNED, value)
                    .must("not be set: what servers ask of those who come follows from security")
                    .mend("remove it"));
        }
        return Optional.of(Finding.error(Ec2Rule.SECURITY_UNREAD, value)
                .must(
                        authorizes
                                ? "be left out: listeners are in plain text, where brokers are ANONYMOUS like every client,"
                                        + " and denied what clients are denied"
                                : "be left out: listeners are in plain text, and only others read it")
                .mend("remove it, and write security: {authentication: [mtls], authority: ARN}, with an authority of"
                        + " AWS Private CA"));
    }
}
