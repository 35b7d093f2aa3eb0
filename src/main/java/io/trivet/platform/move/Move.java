package io.trivet.platform.move;

import io.trivet.stack.Description;
import io.trivet.stack.MskType;
import io.trivet.stack.OnEc2;
import io.trivet.stack.OnMsk;
import java.util.List;

/**
 * A description beside what it would be on another platform. Nothing that runs is moved by it: it is another cluster,
 * and data comes to it by mirroring.
 *
 * @param losses what the other platform cannot honour, in the order of the keys of the description
 */
public record Move(Description<?> before, Description<?> after, List<Loss> losses) {
    /** A cluster of Trivet's own nodes as it would be on Amazon MSK. */
    public static Move toMsk(Description<OnEc2> description, MskType type) {
        return MoveToMsk.of(description, type);
    }

    /** A cluster on Amazon MSK as it would be on nodes of Trivet's own. */
    public static Move toEc2(Description<OnMsk> description) {
        return MoveToEc2.of(description);
    }

    /** Where a description stands, in words: {@code EC2} or {@code MSK Express}. */
    public static String title(Description<?> description) {
        return description.on(
                ec2 -> "EC2", msk -> msk.on().msk().type().title(), service -> "a cluster that a service runs");
    }
}
