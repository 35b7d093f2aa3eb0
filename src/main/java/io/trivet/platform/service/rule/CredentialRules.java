package io.trivet.platform.service.rule;

import io.trivet.kafka.ClientProtocol;
import io.trivet.kafka.KafkaService;
import io.trivet.problem.Words;
import java.util.Optional;
import java.util.regex.Pattern;

/** How clients and brokers prove who they are. */
final class CredentialRules {
    /** Source: https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_CreateSecret.html */
    private static final Pattern SECRET_NAME = Pattern.compile("[A-Za-z0-9/_+=.@-]{1,512}");

    private static final Pattern SECRET_ARN =
            Pattern.compile("arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:[A-Za-z0-9/_+=.@-]{1,512}");

    private static final Pattern FILE =
            Pattern.compile("(?!-)(?=.*[/\\\\]|.*\\.(pem|crt|cer)$)[A-Za-z0-9 /\\\\:._+@~-]{1,255}");

    /** What no person names a secret, and what keys of services look like. */
    private static final Pattern KEY = Pattern.compile(
            "(?=.*[A-Z])(?=.*[a-z])(?=.*[0-9])[A-Za-z0-9/+=]{40,}|AVNS_.*|-----BEGIN.*|(AKIA|ASIA)[0-9A-Z]{16}.*",
            Pattern.DOTALL);

    private CredentialRules() {}

    static void check(ServiceSubject subject) {
        credentials(subject);
        authority(subject);
    }

    /** What could be a secret is never shown. */
    private static void credentials(ServiceSubject subject) {
        if (subject.external().credentials().isEmpty()) {
            if (subject.protocol().sasl()) {
                subject.error(ServiceRule.CREDENTIALS, "external.credentials", "missing")
                        .must("name the secret with the user and the password of " + Words.of(subject.protocol()))
                        .mend("add credentials: {secret: <ARN or name in AWS Secrets Manager>}");
            }
            return;
        }
        String secret = subject.external().credentials().get().secret();
        if (subject.protocol() == ClientProtocol.PLAINTEXT) {
            subject.error(ServiceRule.CREDENTIALS, "external.credentials", "given with plaintext")
                    .must("be left out: the service does not ask for them")
                    .mend("remove them, or write protocol: sasl-ssl");
        } else if (KEY.matcher(secret).matches()
                || !(SECRET_NAME.matcher(secret).matches()
                        || SECRET_ARN.matcher(secret).matches())) {
            subject.error(
                            ServiceRule.SECRET_ITSELF,
                            "external.credentials.secret",
                            "a text of " + secret.length()
                                    + " characters that is no ARN or name in AWS Secrets Manager")
                    .must(
                            "say where the secret lives, and not be the secret: whatever is described is shown in previews, files"
                                    + " and state")
                    .mend(
                            "put it into Secrets Manager and write its name, as prod/orders/kafka; if it was committed, have the"
                                    + " service issue another one");
        }
    }

    private static void authority(ServiceSubject subject) {
        Optional<String> unreadable =
                subject.external().ca().filter(file -> !FILE.matcher(file).matches());
        if (unreadable.isPresent()) {
            subject.error(
                            ServiceRule.AUTHORITY,
                            "external.ca",
                            "a text of " + unreadable.get().length() + " characters that is no path")
                    .must("be the path of a PEM file, of letters, digits, blanks and / \\ : . _ + @ ~ -")
                    .mend(
                            "put the certificate into a file where clients run, and write its path, as /etc/kafka/ca.pem");
        } else if (!subject.protocol().encrypted()) {
            subject.external()
                    .ca()
                    .ifPresent(file -> subject.error(ServiceRule.AUTHORITY, "external.ca", file)
                            .must("be left out with " + Words.of(subject.protocol()) + ", which shows no certificate")
                            .mend("remove it, or write an encrypted protocol"));
        } else if (subject.external().ca().isEmpty()
                && subject.service().connection().authority() == KafkaService.Authority.OWN) {
            subject.error(ServiceRule.AUTHORITY, "external.ca", "missing")
                    .must("name the PEM file with the authority of "
                            + subject.service().title() + ", which no Java trusts by itself")
                    .mend(
                            "download it from the page of the cluster, put it where clients run, and add ca: /etc/kafka/ca.pem");
        }
    }
}
