package io.trivet.edge.account;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;

/** One call of AWS, named as a policy names it; what goes wrong with it becomes {@link Unanswered}. */
final class Asked {
    /** What AWS calls a caller that may not. */
    private static final List<String> DENIED = List.of(
            "AccessDenied",
            "AccessDeniedException",
            "AuthorizationError",
            "ForbiddenException",
            "UnauthorizedOperation",
            "UnauthorizedAccess");

    /** What AWS calls a caller that it does not know. */
    private static final List<String> UNKNOWN = List.of(
            "AuthFailure",
            "ExpiredToken",
            "ExpiredTokenException",
            "IncompleteSignature",
            "InvalidClientTokenId",
            "InvalidSignatureException",
            "MissingAuthenticationToken",
            "OptInRequired",
            "RequestExpired",
            "SignatureDoesNotMatch",
            "UnrecognizedClientException");

    private Asked() {}

    /** The answer. */
    static <T> T of(String action, Supplier<T> call) throws Unanswered {
        try {
            return call.get();
        } catch (AwsServiceException e) {
            throw unanswered(action, e);
        } catch (SdkClientException e) {
            throw Unanswered.unreachable(action, sentence(deepest(e)));
        }
    }

    /** The answer; empty where AWS says by one of these codes that there is no such thing. */
    static <T> Optional<T> maybe(String action, List<String> absent, Supplier<T> call) throws Unanswered {
        try {
            return Optional.of(call.get());
        } catch (AwsServiceException e) {
            if (absent.stream().anyMatch(code -> code(e).startsWith(code))) {
                return Optional.empty();
            }
            throw unanswered(action, e);
        } catch (SdkClientException e) {
            throw Unanswered.unreachable(action, sentence(deepest(e)));
        }
    }

    private static Unanswered unanswered(String action, AwsServiceException e) {
        String code = code(e);
        if (DENIED.contains(code)) {
            return Unanswered.denied(action);
        }
        String why = code + ", " + sentence(e);
        return UNKNOWN.contains(code) ? Unanswered.login(action, why) : Unanswered.refused(action, why);
    }

    private static String code(AwsServiceException e) {
        return e.awsErrorDetails() == null || e.awsErrorDetails().errorCode() == null
                ? "status " + e.statusCode()
                : e.awsErrorDetails().errorCode();
    }

    private static Throwable deepest(Throwable thrown) {
        return thrown.getCause() == null ? thrown : deepest(thrown.getCause());
    }

    /** The first sentence: the rest are ids of requests, and the names of all places where a key may lie. */
    private static String sentence(Throwable thrown) {
        String said = thrown.getMessage() == null ? thrown.getClass().getSimpleName() : thrown.getMessage();
        return said.strip().split(" in the chain |\\.?\\s*\\(Service: |\\.\\s|\\.$|\\R", 2)[0];
    }
}
