package io.trivet.operate.access;

import io.trivet.security.Grant;
import io.trivet.security.Quota;
import java.util.OptionalDouble;

/** One order to a cluster about a user. */
public sealed interface AccessStep {
    /** The user that it is about, without {@code User:}. */
    String user();

    /** Let it do that. */
    record Allow(String user, Grant grant) implements AccessStep {
        /** {@code shop may write topic orders}. */
        @Override
        public String toString() {
            return user + " may " + grant;
        }
    }

    /**
     * Give it another share of each broker.
     *
     * @param from what holds now; empty where nothing does
     * @param to what is to hold; empty where nothing is
     */
    record Bound(String user, Quota quota, OptionalDouble from, OptionalDouble to) implements AccessStep {
        /** Whether it gets less than now. */
        public boolean isLess() {
            return to.isPresent() && (from.isEmpty() || to.getAsDouble() < from.getAsDouble());
        }

        /** {@code shop gets produce 20MiB/s of each broker}. */
        @Override
        public String toString() {
            return user + " gets " + quota.key() + " "
                    + (to.isPresent() ? quota.text(to.getAsDouble()) + " of each broker" : "without a bound");
        }
    }

    /**
     * Let it log in with a password that is made for it.
     *
     * @param another whether it has one, which holds no more then
     */
    record SetPassword(String user, boolean another) implements AccessStep {
        /** {@code shop gets a password}. */
        @Override
        public String toString() {
            return user + " gets " + (another ? "another" : "a") + " password";
        }
    }

    /** Let it log in with a password no more. */
    record DropPassword(String user) implements AccessStep {
        /** {@code shop has no password any more}. */
        @Override
        public String toString() {
            return user + " has no password any more";
        }
    }

    /** Let it do that no more. */
    record Revoke(String user, Grant grant) implements AccessStep {
        /** {@code shop may no longer write topic orders}. */
        @Override
        public String toString() {
            return user + " may no longer " + grant;
        }
    }
}
