package io.trivet.cli;

import io.trivet.process.ClientAccess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Options of a command that logs in at a cluster. */
final class LoginOptions {
    @Option(
            names = "--secret-file",
            paramLabel = "FILE",
            description = "File with username and password (or certificate and key), as key=value or as the JSON of"
                    + " Secrets Manager, in place of the environment; may be given twice.")
    private List<Path> secretFiles = new ArrayList<>();

    @Option(
            names = "--ca-file",
            paramLabel = "FILE",
            description = "The authority in PEM, where it lies elsewhere on this machine than external.ca says, or, on"
                    + " EC2 with security, than authority.pem in this folder.")
    private Optional<Path> authority = Optional.empty();

    /** Where the authority lies on this machine; empty where the description says it. */
    Optional<Path> authority() {
        return authority;
    }

    /** What a client asks for, of the files, else of the environment. */
    Secret secret(ClientAccess access) {
        return Secret.of(access, secretFiles, System::getenv);
    }
}
