package io.trivet.show;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A committed file that must be what the program writes. {@code -Dgolden.accept=CASE} takes what it writes now, for a
 * person to read in the diff of the commit; never where {@code CI} is set.
 *
 * @param name of the case, for the command that a failure names
 * @param test class that is run by that command
 */
public record Expected(String name, Class<?> test) {
    /** Fails where the file holds something else. */
    public void holds(Path file, String actual) throws IOException {
        if (name.equals(System.getProperty("golden.accept"))) {
            if (System.getenv("CI") != null) {
                throw new AssertionError("golden.accept is for people; CI is set");
            }
            Files.createDirectories(file.getParent());
            Files.writeString(file, actual);
        }
        String expected = Files.exists(file) ? Files.readString(file) : "";
        if (!expected.equals(actual)) {
            List<String> before = expected.lines().toList();
            List<String> diff = UnifiedDiffUtils.generateUnifiedDiff(
                    "expected/" + file.getFileName(),
                    "actual/" + file.getFileName(),
                    before,
                    DiffUtils.diff(before, actual.lines().toList()),
                    3);
            throw new AssertionError(
                    "%s differs%n%s%nWhere this is what it shall be: ./mvnw test -Dtest=%s -Dgolden.accept=%s%n"
                            .formatted(file, String.join("\n", diff), test.getSimpleName(), name));
        }
    }
}
