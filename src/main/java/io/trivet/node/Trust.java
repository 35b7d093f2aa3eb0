package io.trivet.node;

import io.trivet.kafka.ServerText;
import io.trivet.operate.Failure;
import io.trivet.problem.Place;
import io.trivet.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/**
 * Whose certificates nodes let in. The authority that signs theirs is another one only after every node trusts it, and
 * while they trust the old one: else the first node that restarts is refused by all others.
 */
public final class Trust {
    /** Facts of a node: who signs its certificate, whom it trusts besides, and both for clusters it copies from. */
    static final String AUTHORITY = "AUTHORITY";

    static final String TRUSTS = "TRUSTS";
    static final String SOURCES = "SOURCES";

    private Trust() {}

    /**
     * Fails when a node is to have a certificate that the others refuse.
     *
     * @param applied texts of the files that lie on it, by path
     */
    public static void refuseStranger(Member member, SortedMap<String, String> applied) throws Failure {
        for (var file : member.files().entrySet()) {
            if (!file.getKey().startsWith("/etc/trivet/")) {
                continue;
            }
            List<String> present = authorities(applied.getOrDefault(file.getKey(), ""));
            List<String> wanted = authorities(file.getValue());
            if (present.isEmpty() || wanted.isEmpty()) {
                continue;
            }
            if (!present.contains(wanted.get(0)) || !wanted.contains(present.get(0))) {
                throw new Failure(Problem.error(
                                "authority-strange",
                                Place.ofPath(member.name()),
                                "to have a certificate of " + wanted.get(0) + " in the place of one of "
                                        + present.get(0))
                        .must("be let in by nodes that have the other one, and let them in: nothing was stopped")
                        .mend("write the one as security.authority and the other in security.trusts, deploy that, and"
                                + " then change the two"));
            }
        }
    }

    private static List<String> authorities(String text) {
        SortedMap<String, String> facts = ServerText.read(text);
        List<String> all = new ArrayList<>();
        for (String fact : List.of(AUTHORITY, TRUSTS)) {
            String said = facts.getOrDefault(fact, "");
            if (!said.isEmpty()) {
                all.addAll(List.of(said.split(",")));
            }
        }
        return all;
    }
}
