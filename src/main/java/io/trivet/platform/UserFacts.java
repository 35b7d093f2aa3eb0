package io.trivet.platform;

import io.trivet.security.UserRights;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What can be compared of a user.
 *
 * @param rights {@code write topic orders} and its like, each with the same word
 * @param quotas by key, as a description writes them
 * @param owned a word where what it has besides is taken away
 * @param login a word where it logs in with a password
 */
record UserFacts(
        SortedMap<String, String> rights,
        SortedMap<String, String> quotas,
        Optional<String> owned,
        Optional<String> login) {
    /** Those of all users, by name. */
    static SortedMap<String, UserFacts> of(List<UserRights> users) {
        SortedMap<String, UserFacts> facts = new TreeMap<>();
        users.forEach(user -> facts.put(user.user(), of(user)));
        return facts;
    }

    private static UserFacts of(UserRights user) {
        SortedMap<String, String> rights = new TreeMap<>();
        user.grants().forEach(grant -> rights.put(grant.toString(), "given"));
        return new UserFacts(
                rights, user.describedQuotas(), word(user.owned(), "owned"), word(user.password(), "scram"));
    }

    private static Optional<String> word(boolean is, String word) {
        return is ? Optional.of(word) : Optional.empty();
    }

    /** @param keys {@code users}, the name of the user, then those of a fact */
    static Reason reason(List<String> keys, Optional<String> was) {
        return switch (keys.get(2)) {
            case "rights" -> was.isPresent() ? Reason.RIGHT_TAKEN : Reason.RIGHT_GIVEN;
            case "quotas" -> Reason.QUOTA_CHANGED;
            case "login" -> Reason.LOGIN_CHANGED;
            default -> was.isPresent() ? Reason.LABEL : Reason.USER_OWNED;
        };
    }
}
