package io.trivet.operate;

import io.trivet.problem.Place;
import io.trivet.problem.Problem;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SecurityDisabledException;
import org.apache.kafka.common.errors.SslAuthenticationException;

/** What Kafka's client says of a cluster that does not answer, or refuses, in our words. None holds a secret. */
final class ClusterProblem {
    private ClusterProblem() {}

    /** There is no client with such settings. */
    static Problem client(KafkaException thrown, Way way) {
        return Problem.error("cluster-client", way.place(), "no way to a cluster (" + deepest(thrown) + ")")
                .must("be names that can be resolved and files that can be read")
                .mend(way.client());
    }

    /** An order about a topic was not carried out. */
    static Problem topic(String topic, Throwable cause, Way way) {
        if (cause instanceof AuthenticationException
                || cause instanceof AuthorizationException
                || cause instanceof RetriableException) {
            return cluster(cause, way);
        }
        return Problem.error("topic-refused", Place.ofPath("topics." + topic), "refused by the brokers (" + cause + ")")
                .must("be a topic that they can have")
                .mend("change it in the description");
    }

    /** A question was not answered, on a way that is described there. */
    static Problem cluster(Throwable cause, Place place) {
        return cluster(cause, Way.described(place));
    }

    /** A question was not answered. */
    static Problem cluster(Throwable cause, Way way) {
        String said = String.valueOf(cause.getMessage()).strip();
        Place place = way.place();
        if (cause instanceof SslAuthenticationException) {
            return Problem.error(
                            "cluster-tls", place, "a cluster whose certificate does not pass (" + deepest(cause) + ")")
                    .must("be signed by the authority in " + way.authority()
                            + ", or one that Java trusts, and name the host")
                    .mend(way.tls());
        }
        if (cause instanceof AuthenticationException) {
            return Problem.error("cluster-login", place, "a cluster that refuses the login (" + said + ")")
                    .must("know the user, its password and the mechanism")
                    .mend(way.login());
        }
        if (cause instanceof SecurityDisabledException) {
            return Problem.error("cluster-open", place, "a cluster without an authorizer")
                    .must("have one: without it each client may do everything, and no right can be given")
                    .mend("have it turned on where the cluster is run (authorizer.class.name), or describe no users");
        }
        if (cause instanceof AuthorizationException) {
            return Problem.error("cluster-forbidden", place, "a cluster that forbids it to this user (" + said + ")")
                    .must("let the user " + way.rights())
                    .mend(way.grant());
        }
        if (cause instanceof RetriableException) {
            return Problem.error("cluster-unreachable", place, "a cluster that does not answer (" + said + ")")
                    .must("answer from here with the described protocol")
                    .mend(way.address());
        }
        return Problem.error("cluster-refused", place, "a cluster that refuses (" + cause + ")")
                .must("answer " + way.questions())
                .mend("look into its documentation for what it does not offer");
    }

    private static String deepest(Throwable thrown) {
        Throwable cause = thrown;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage()).strip();
    }
}
