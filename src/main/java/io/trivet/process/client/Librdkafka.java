package io.trivet.process.client;

import io.trivet.problem.Words;
import io.trivet.process.ClientAccess;
import java.util.ArrayList;
import java.util.List;

/**
 * What a program on librdkafka must do itself: it reads a map of settings, and nothing in it refers to the environment.
 *
 * <p>Source: CONFIGURATION.md of librdkafka 2.15; https://github.com/aws/aws-msk-iam-sasl-signer-python.
 */
final class Librdkafka {
    private Librdkafka() {}

    /** The sentences, for the head of a file. */
    static List<String> notes(Application application) {
        ClientAccess access = application.access();
        List<String> set = new ArrayList<>();
        if (access.isLate()) {
            set.add("bootstrap.servers from " + ClientAccess.BOOTSTRAP);
        }
        if (access.login() instanceof ClientAccess.Login.Password) {
            set.add("sasl.username from " + ClientAccess.USER);
            set.add("sasl.password from " + ClientAccess.PASSWORD);
        } else if (access.login() instanceof ClientAccess.Login.Certificate) {
            set.add("ssl.certificate.pem from " + ClientAccess.CERTIFICATE);
            set.add("ssl.key.pem from " + ClientAccess.KEY);
        }
        List<String> notes = new ArrayList<>();
        if (!set.isEmpty()) {
            notes.add("librdkafka reads nothing from the environment: the program sets " + Words.list(set) + ".");
        }
        if (access.login() instanceof ClientAccess.Login.Iam) {
            notes.add("The program sets the callback for tokens, which the signer of AWS for its language makes.");
        }
        application.schemas().map(schemas -> schemas.registry().ofLibrdkafka()).ifPresent(notes::add);
        return notes;
    }
}
