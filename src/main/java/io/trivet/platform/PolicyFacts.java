package io.trivet.platform;

import io.trivet.platform.msk.MskPolicy;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What can be compared of a user on Amazon MSK.
 *
 * @param policy its name
 * @param rights {@code write topic orders} and its like, each with the same word
 */
record PolicyFacts(String policy, SortedMap<String, String> rights) {
    /** Those of all users, by name. */
    static SortedMap<String, PolicyFacts> of(List<MskPolicy> policies) {
        SortedMap<String, PolicyFacts> facts = new TreeMap<>();
        policies.forEach(policy -> {
            SortedMap<String, String> rights = new TreeMap<>();
            policy.rights().grants().forEach(grant -> rights.put(grant.toString(), "given"));
            facts.put(policy.user(), new PolicyFacts(policy.name(), rights));
        });
        return facts;
    }
}
