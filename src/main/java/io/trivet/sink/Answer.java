package io.trivet.sink;

/**
 * What OpenSearch says of one operation.
 *
 * @param status of HTTP
 * @param type of the error, as {@code mapper_parsing_exception}; empty where there is none
 * @param reason of it, in words, with those of its cause
 */
record Answer(int status, String type, String reason) {
    private static final int LONGEST_REASON = 1000;

    Answer {
        reason = reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON) + "…";
    }

    /** What follows from it. */
    Verdict verdict(String action) {
        if (status >= 200 && status < 300) {
            return Verdict.DONE;
        }
        return switch (status) {
            // The document is there: this record wrote it before, or another one of its key did.
            case 409 -> action.equals("create") ? Verdict.DONE : Verdict.AGAIN;
            // Nothing to delete, and no index to delete it from.
            case 404 -> action.equals("delete") ? Verdict.DONE : Verdict.STOP;
            case 408, 429, 502, 503, 504 -> Verdict.AGAIN;
            case 400, 413 -> ofTheIndex() ? Verdict.STOP : Verdict.REFUSED;
            default -> Verdict.STOP;
        };
    }

    /** Whether it is the index that is refused, and with it every record. */
    private boolean ofTheIndex() {
        return switch (type) {
            case "index_closed_exception", "invalid_index_name_exception", "index_not_found_exception" -> true;
            default -> false;
        };
    }

    /** As {@code 400 mapper_parsing_exception: failed to parse}. */
    @Override
    public String toString() {
        return status + (type.isEmpty() ? "" : " " + type) + (reason.isEmpty() ? "" : ": " + reason);
    }
}
