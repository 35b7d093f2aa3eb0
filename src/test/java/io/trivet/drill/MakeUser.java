package io.trivet.drill;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;

/** Gives a cluster a user of SASL/SCRAM: {@code MakeUser <bootstrap> <user> <password>}. */
public final class MakeUser {
    private static final int ITERATIONS = 4096;

    private MakeUser() {}

    public static void main(String[] args) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", args[0]))) {
            admin.alterUserScramCredentials(List.of(new UserScramCredentialUpsertion(
                            args[1], new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, ITERATIONS), args[2])))
                    .all()
                    .get();
        }
        System.out.println("made the user " + args[1]);
    }
}
