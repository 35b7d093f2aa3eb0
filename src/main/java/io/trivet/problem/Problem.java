package io.trivet.problem;

/**
 * One thing that is wrong, as data; {@code show} turns it into text. The parts are phrases that complete the sentences
 * "was …", "but it must …" and "Mend: …", without a final full stop.
 *
 * @param severity whether it stops what follows
 * @param id stable, in kebab case, documented, never given to another rule
 * @param found what was found, as {@code 500GiB}; {@code missing} where a value is required and absent
 * @param must what must be, with the bound and its reason, as {@code be at least 1TiB, the size that volumes have now}
 * @param mend what to type or run
 */
public record Problem(Severity severity, String id, Place place, String found, String must, String mend) {
    /** An error: nothing that follows is done. */
    public static Was<Problem> error(String id, Place place, String found) {
        return must -> mend -> new Problem(Severity.ERROR, id, place, found, must, mend);
    }

    /** A warning. */
    public static Was<Problem> warning(String id, Place place, String found) {
        return must -> mend -> new Problem(Severity.WARNING, id, place, found, must, mend);
    }
}
