package io.trivet;

import static org.assertj.core.api.Assertions.assertThat;

import io.trivet.platform.Prices;
import io.trivet.platform.move.Move;
import io.trivet.show.Colour;
import io.trivet.show.MoveShown;
import io.trivet.show.Shown;
import io.trivet.stack.MskType;
import io.trivet.stack.Reading;
import io.trivet.stack.StackReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/**
 * What {@code trivet show --as} says: of the example that a case is named after, or of its own {@code in/stack.yaml};
 * of one on EC2 for each flavour of MSK.
 */
final class MoveTest {
    private static final Path ROOT = Path.of("").toAbsolutePath();

    @TestFactory
    Stream<DynamicNode> what_another_platform_would_make_of_it() {
        return Golden.of(MoveTest.class, "as").cases(MoveTest::outputs);
    }

    private static SortedMap<String, String> outputs(Path folder) {
        Path own = folder.resolve("in/stack.yaml");
        Reading reading = Files.exists(own)
                ? StackReader.read(folder, own)
                : StackReader.read(ROOT, ROOT.resolve("stacks/Pulumi." + folder.getFileName() + ".yaml"));
        assertThat(reading.problems().list()).isEmpty();
        SortedMap<String, String> outputs = new TreeMap<>();
        reading.msk().ifPresent(msk -> put("ec2", Move.toEc2(msk), outputs));
        reading.ec2().ifPresent(ec2 -> {
            for (MskType type : MskType.values()) {
                put(type.word(), Move.toMsk(ec2, type), outputs);
            }
        });
        return outputs;
    }

    private static void put(String name, Move move, SortedMap<String, String> outputs) {
        Shown shown = MoveShown.of(move, Prices.read());
        outputs.put(name + ".txt", shown.text(Colour.OFF));
        outputs.put(name + ".md", shown.markdown());
        outputs.put(name + ".json", shown.json());
    }
}
