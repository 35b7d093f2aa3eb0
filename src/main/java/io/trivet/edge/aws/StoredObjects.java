package io.trivet.edge.aws;

import com.pulumi.aws.s3.S3Functions;
import com.pulumi.aws.s3.inputs.GetObjectPlainArgs;
import com.pulumi.aws.s3.inputs.GetObjectsPlainArgs;
import com.pulumi.aws.s3.outputs.GetObjectsResult;
import com.pulumi.core.Output;
import com.pulumi.deployment.InvokeOptions;
import com.pulumi.exceptions.RunException;
import io.trivet.problem.Place;
import io.trivet.problem.Problem;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Buckets as the provider reads them. What may not be read is the problem {@code bucket-unreadable}.
 *
 * @param options of the provider
 */
record StoredObjects(InvokeOptions options) {
    /** How many texts are asked for at once. */
    private static final int AT_ONCE = 8;

    private static final int MOST_KEYS = 1_000_000;
    private static final Pattern DENIED = Pattern.compile("(?i)access ?denied|forbidden|\\b403\\b");

    /** The first answer that there is. */
    static <T> Output<Optional<String>> first(List<T> list, Function<T, Output<Optional<String>>> question) {
        return list.isEmpty()
                ? Output.of(Optional.empty())
                : question.apply(list.get(0))
                        .apply(answer ->
                                answer.isPresent() ? Output.of(answer) : first(list.subList(1, list.size()), question));
    }

    /**
     * What is found of each of a list. A few are asked at once, so that a large cluster is no burst of requests, and no
     * long wait either.
     */
    static <T> Output<List<String>> each(List<T> list, Function<T, Output<Optional<String>>> question) {
        Output<List<String>> all = Output.of(List.of());
        for (int first = 0; first < list.size(); first += AT_ONCE) {
            List<T> some = list.subList(first, Math.min(list.size(), first + AT_ONCE));
            all = all.apply(found -> Output.all(some.stream().map(question).toList())
                    .applyValue(answers -> Stream.concat(
                                    found.stream(), answers.stream().flatMap(Optional::stream))
                            .toList()));
        }
        return all;
    }

    /** The keys of a bucket that begin so. */
    Output<List<String>> keys(String inBucket, String prefix) {
        return Output.of(S3Functions.getObjectsPlain(
                        GetObjectsPlainArgs.builder()
                                .bucket(inBucket)
                                .prefix(prefix)
                                .maxKeys(MOST_KEYS)
                                .build(),
                        options)
                .thenApply(GetObjectsResult::keys)
                .exceptionally(e -> {
                    throw unreadable(inBucket, e);
                }));
    }

    /** The text of an object, and when it was written; both empty of one that has gone since it was listed. */
    record Said(String body, String written) {
        static final Said NOTHING = new Said("", "");
    }

    /** One of its objects. */
    Output<Said> text(String inBucket, String key) {
        return Output.of(S3Functions.getObjectPlain(
                        GetObjectPlainArgs.builder().bucket(inBucket).key(key).build(), options)
                .thenApply(object -> new Said(object.body().strip(), object.lastModified()))
                .exceptionally(e -> {
                    if (DENIED.matcher("" + e.getMessage()).find()) {
                        throw unreadable(inBucket + "/" + key, e);
                    }
                    return Said.NOTHING;
                }));
    }

    private static RunException unreadable(String place, Throwable e) {
        return Refusal.of(Problem.error(
                        "bucket-unreadable", Place.ofPath("s3://" + place), "not readable (" + e.getMessage() + ")")
                .must("be readable with the credentials of the stack")
                .mend("allow s3:ListBucket and s3:GetObject, then run the same command again"));
    }
}
