package io.trivet.operate;

/**
 * Where passwords are kept for those who come with them. A cluster keeps hashes only, so a password is here before a
 * cluster is told of it; it is written and never read.
 */
public interface PasswordStore {
    /** Where none are made: on a cluster without passwords, or for steps that take some away. */
    PasswordStore NONE = new PasswordStore() {
        @Override
        public String make(String user) {
            throw new IllegalStateException("a password for " + user + " has no place; this is a bug in Trivet");
        }

        @Override
        public void keep(String user) {}

        @Override
        public void forget(String user) {}
    };

    /** Makes a password for a user, kept beside the one that it has. */
    String make(String user) throws Failure;

    /** Keeps the one that was made in the place of the one before: a cluster knows it now. */
    void keep(String user) throws Failure;

    /** Keeps none for a user that has none any more. */
    void forget(String user) throws Failure;
}
