package io.trivet.node.agent;

import io.trivet.node.s3.Bucket;
import io.trivet.operate.Failure;
import io.trivet.problem.Place;
import io.trivet.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A bucket in memory, that may stay without an answer. */
final class FakeBucket implements Bucket {
    final SortedMap<String, String> objects = new TreeMap<>();

    /** What was written and removed, in order. */
    final List<String> log = new ArrayList<>();

    /** Id of the problem that everything comes to; empty when all is well. */
    String trouble = "";

    int gets;

    @Override
    public Optional<Stored> get(String key, String known) throws Failure {
        refuse(key);
        gets++;
        String text = objects.get(key);
        return text == null || known.equals("tag of " + text)
                ? Optional.empty()
                : Optional.of(new Stored("tag of " + text, text.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public void put(String key, String text) throws Failure {
        refuse(key);
        // That a node has data is no word on its way.
        if (!key.endsWith("/data")) {
            log.add(key.replaceFirst(".*/", "") + " " + text.strip());
        }
        objects.put(key, text);
    }

    @Override
    public void delete(String key) throws Failure {
        refuse(key);
        if (objects.remove(key) != null && !key.endsWith("/data")) {
            log.add("no " + key.replaceFirst(".*/", ""));
        }
    }

    private void refuse(String key) throws Failure {
        if (!trouble.isEmpty()) {
            throw new Failure(Problem.error(trouble, Place.ofPath(key), "broken")
                    .must("work")
                    .mend("wait"));
        }
    }
}
