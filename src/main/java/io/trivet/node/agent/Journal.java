package io.trivet.node.agent;

import io.trivet.node.Steps;
import io.trivet.operate.Failure;
import io.trivet.problem.Problem;
import java.io.PrintStream;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the agent says on its own machine: a line of JSON for each step. */
final class Journal implements Steps {
    private final PrintStream out;
    private final SortedMap<String, String> trouble = new TreeMap<>();

    Journal(PrintStream out) {
        this.out = out;
    }

    @Override
    public synchronized void step(String node, String step, String detail) {
        out.println("{\"at\":\"" + Instant.now() + "\",\"node\":" + JsonText.quoted(node) + ",\"step\":"
                + JsonText.quoted(step) + ",\"detail\":" + JsonText.quoted(detail) + "}");
    }

    /** What goes no further. */
    void failed(Failure failure) {
        for (Problem problem : failure.problems()) {
            step(problem.place().path(), "failed", words(problem));
        }
    }

    /**
     * What cannot be reported, said when it begins and not again while it lasts.
     *
     * @param what is troubled
     */
    synchronized void once(String what, Failure failure) {
        String id = failure.problems().get(0).id();
        boolean said = trouble.containsValue(id);
        trouble.put(what, id);
        if (!said) {
            failed(failure);
        }
    }

    /** All is well with that: trouble that comes is new. */
    synchronized void well(String what) {
        trouble.remove(what);
    }

    /** A problem in one line. */
    static String words(Problem problem) {
        return problem.id() + " " + problem.place().path() + ": was " + problem.found() + " but it must "
                + problem.must() + ". Mend: " + problem.mend();
    }
}
