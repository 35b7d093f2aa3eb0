package io.trivet.show;

import com.fasterxml.jackson.core.JsonGenerator;
import io.trivet.problem.Problem;
import io.trivet.problem.Problems;
import io.trivet.problem.Severity;
import java.io.IOException;

/**
 * Problems as programs read them: {@code {"errors": 1, "warnings": 0, "problems": [{severity, id, file, line, column,
 * path, found, must, mend}]}}. File, line and column are left out where they are unknown.
 */
public final class ProblemJson {
    private ProblemJson() {}

    /** The problems in reading order. */
    public static String of(Problems problems) {
        return Json.object(json -> {
            json.writeNumberField("errors", problems.count(Severity.ERROR));
            json.writeNumberField("warnings", problems.count(Severity.WARNING));
            json.writeArrayFieldStart("problems");
            for (Problem problem : problems.list()) {
                write(problem, json);
            }
            json.writeEndArray();
        });
    }

    static void write(Problem problem, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("severity", problem.severity().word());
        json.writeStringField("id", problem.id());
        if (!problem.place().file().isEmpty()) {
            json.writeStringField("file", problem.place().file());
        }
        if (problem.place().line() > 0) {
            json.writeNumberField("line", problem.place().line());
            json.writeNumberField("column", problem.place().column());
        }
        json.writeStringField("path", problem.place().path());
        json.writeStringField("found", problem.found());
        json.writeStringField("must", problem.must());
        json.writeStringField("mend", problem.mend());
        json.writeEndObject();
    }
}
