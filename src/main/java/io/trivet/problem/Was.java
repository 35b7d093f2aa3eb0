package io.trivet.problem;

/**
 * The beginning of a sentence about what is wrong: "was …" is said, "but it must …" and "Mend: …" are not.
 *
 * @param <T> what the whole sentence is
 */
@FunctionalInterface
public interface Was<T> {
    /** Says what must be, with the bound and its reason. */
    Must<T> must(String must);

    /** The sentence but for its end. */
    @FunctionalInterface
    interface Must<T> {
        /** Says what to type or run, which completes it. */
        T mend(String mend);
    }
}
