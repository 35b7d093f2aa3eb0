package io.trivet.kafka;

import java.util.regex.Pattern;

/** What is in the name of every setting that is a secret: of servers, of clients, and of what they load. */
public final class SecretName {
    private static final Pattern SECRET =
            Pattern.compile("(?i)passw(or)?d|passphrase|secret|jaas\\.config|credential|(private|access|api)\\.?key"
                    + "|(master|keystore)\\.key|\\.token|user\\.info|certificate\\.chain|truststore\\.certificates");

    private SecretName() {}

    /** Whether the value may be a secret; where Kafka knows the setting, its type says whether it is. */
    public static boolean is(String name) {
        return SECRET.matcher(name).find();
    }
}
