package io.trivet.operate;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Where passwords are kept for those who come with them. A cluster keeps hashes only, so a password is here before a
 * cluster is told of it; it is written and never read.
 */
public interface PasswordStore extends AutoCloseable {
    /** Where none are made: on a cluster without passwords, or for steps that take some away. */
    PasswordStore NONE = new PasswordStore() {
        @Override
        public SortedSet<String> users() {
            return new TreeSet<>();
        }

        @Override
        public String make(String user) {
            throw new IllegalStateException("a password for " + user + " has no place; this is a bug in Trivet");
        }

        @Override
        public void keep(String user) {}

        @Override
        public void forget(String user) {}

        @Override
        public String place() {
            return "";
        }

        @Override
        public String told() {
            return "";
        }
    };

    /** One of 43 letters, digits, {@code -} and {@code _}, with 256 random bits, as many as a key of AES-256 has. */
    static String random() {
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    /** The users that have one here. */
    SortedSet<String> users() throws Failure;

    /** Makes a password for a user, kept beside the one that it has. */
    String make(String user) throws Failure;

    /** Keeps the one that was made in the place of the one before: a cluster knows it now. */
    void keep(String user) throws Failure;

    /** Keeps none for a user that has none any more. */
    void forget(String user) throws Failure;

    /** Where they are, for programs. */
    String place();

    /** Where they are, for a person, after {@code "New passwords are in "}. */
    String told();

    @Override
    default void close() {}
}
