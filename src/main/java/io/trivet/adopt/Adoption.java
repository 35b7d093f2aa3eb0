package io.trivet.adopt;

import io.trivet.stack.Brokers;
import io.trivet.stack.Description;
import java.util.ArrayList;
import java.util.List;

/**
 * A cluster that runs, as a description of it.
 *
 * @param description that means what runs, but for the gaps
 * @param gaps where it does not, by kind
 */
public record Adoption<B extends Brokers>(Description<B> description, List<Gap> gaps) {
    public Adoption {
        gaps = List.copyOf(gaps);
    }

    /** The same with these gaps before its own. */
    Adoption<B> after(List<Gap> before) {
        List<Gap> all = new ArrayList<>(before);
        all.addAll(gaps);
        return new Adoption<>(description, all);
    }

    /** The gaps of a kind, in order. */
    public List<Gap> gaps(Gap.Kind kind) {
        return gaps.stream().filter(gap -> gap.kind() == kind).toList();
    }
}
