package io.trivet.show;

import io.trivet.platform.move.Loss;
import io.trivet.stack.Description;
import io.trivet.stack.MskType;
import java.util.List;
import java.util.Optional;

/** A move to another platform for programs. */
public final class MoveJson {
    private MoveJson() {}

    private record Answer(
            String stack,
            String cluster,
            On from,
            On to,
            List<Loss> losses,
            String keys,
            DeltaAnswer.Cost costBefore,
            DeltaAnswer.Cost costAfter) {}

    private record On(String platform, Optional<MskType> type) {
        static On of(Description<?> description) {
            return new On(
                    description.platform().word(),
                    description.on(
                            ec2 -> Optional.empty(),
                            msk -> Optional.of(msk.on().msk().type()),
                            service -> Optional.empty()));
        }
    }

    /** The text of {@code trivet show --as --format json}. */
    public static String of(MoveShown shown) {
        return Json.of(new Answer(
                shown.move().before().id(),
                shown.move().before().name(),
                On.of(shown.move().before()),
                On.of(shown.move().after()),
                shown.move().losses(),
                shown.keys(),
                DeltaAnswer.Cost.of(shown.costBefore()),
                DeltaAnswer.Cost.of(shown.costAfter())));
    }
}
