package io.trivet.sink;

import java.io.IOException;
import java.security.cert.CertificateException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of one batch until OpenSearch has taken all of it: what it has no room for now is sent again, that alone.
 *
 * @param chance from 0 to 1, a new one each time
 * @param stop is counted down when the batch is not to be sent again
 */
record Delivery(Bulk bulk, SinkSettings.Retries retries, DoubleSupplier chance, CountDownLatch stop) {
    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);
    private static final int TOO_LARGE = 413;

    /** An operation that OpenSearch never takes, and what it said. */
    record Refusal(Operation operation, Answer answer) {
        /** As {@code orders-0@12 to index orders: OpenSearch refused it with 400 …}. */
        String text() {
            return place(operation) + ": OpenSearch refused it with " + answer;
        }
    }

    /**
     * How it went.
     *
     * @param undone what was not taken, where it was stopped or failed
     * @param failure why nothing more can be sent until a person has mended something
     */
    record Outcome(List<Refusal> refusals, List<Operation> undone, Optional<String> failure) {
        Outcome {
            refusals = List.copyOf(refusals);
            undone = List.copyOf(undone);
        }
    }

    /**
     * What became of one request.
     *
     * @param again in order
     * @param trouble why those are sent again, or the task must stop
     */
    record Round(List<Operation> again, List<Refusal> refusals, boolean stops, String trouble) {
        /**
         * One that is sent again takes all later ones of its document with it, so that the last one stays the last.
         *
         * @param answers one for each that was sent
         */
        static Round of(List<Operation> sent, List<Answer> answers) {
            List<Operation> again = new ArrayList<>();
            List<Refusal> refusals = new ArrayList<>();
            Set<Operation.Document> waiting = new HashSet<>();
            boolean stops = false;
            String trouble = "";
            for (int i = 0; i < sent.size(); i++) {
                Operation operation = sent.get(i);
                Verdict verdict = answers.get(i).verdict(operation.action());
                if (verdict == Verdict.STOP || verdict == Verdict.AGAIN) {
                    waiting.add(operation.document());
                    if (trouble.isEmpty() || verdict == Verdict.STOP && !stops) {
                        trouble = place(operation) + ": OpenSearch answered " + answers.get(i);
                    }
                    stops |= verdict == Verdict.STOP;
                }
                if (waiting.contains(operation.document())) {
                    again.add(operation);
                } else if (verdict == Verdict.REFUSED) {
                    refusals.add(new Refusal(operation, answers.get(i)));
                }
            }
            return new Round(again, refusals, stops, trouble);
        }

        /** Of a request that was answered, or failed, as a whole. */
        static Round whole(List<Operation> sent, boolean stops, String said) {
            String others = sent.size() == 1 ? "" : " and " + (sent.size() - 1) + " more";
            return new Round(sent, List.of(), stops, place(sent.get(0)) + others + ": " + said);
        }
    }

    private static String place(Operation operation) {
        return operation.origin() + " to index " + operation.document().index();
    }

    /** Ends when all is taken or refused, when it is stopped, or when nothing more can be sent. */
    Outcome of(Batch batch) throws InterruptedException {
        List<Operation> left = batch.operations();
        List<Refusal> refusals = new ArrayList<>();
        int most = left.size();
        int attempts = 0;
        while (!left.isEmpty() && stop.getCount() > 0) {
            List<Operation> sent = left.subList(0, Math.min(most, left.size()));
            Optional<Round> answered = send(sent);
            if (answered.isEmpty()) {
                most = Math.max(1, sent.size() / 2);
                continue;
            }
            Round round = answered.get();
            refusals.addAll(round.refusals());
            boolean progress = round.again().size() < sent.size();
            left = joined(round.again(), left.subList(sent.size(), left.size()));
            if (round.stops()) {
                return new Outcome(refusals, left, Optional.of(round.trouble()));
            }
            if (!round.again().isEmpty()) {
                attempts = progress ? 0 : attempts + 1;
                int failed = attempts;
                if (retries.most().filter(bound -> failed > bound).isPresent()) {
                    return new Outcome(
                            refusals,
                            left,
                            Optional.of(round.trouble() + "; this was attempt " + attempts
                                    + ", and max.retries allows no further one"));
                }
                pause(batch, attempts, round);
            }
        }
        return new Outcome(refusals, left, Optional.empty());
    }

    /** Empty where it was too large as a whole, and has parts. */
    private Optional<Round> send(List<Operation> sent) {
        try {
            Bulk.Reply reply = bulk.send(Operation.body(sent));
            if (reply.status() >= 200 && reply.status() < 300) {
                return Optional.of(Round.of(sent, Answers.ofItems(reply.body(), sent.size())));
            }
            Answer answer = Answers.ofRequest(reply);
            if (reply.status() == TOO_LARGE) {
                return sent.size() > 1 ? Optional.empty() : Optional.of(Round.of(sent, List.of(answer)));
            }
            return Optional.of(Round.whole(sent, answer.verdict("") != Verdict.AGAIN, "OpenSearch answered " + answer));
        } catch (IOException e) {
            return Optional.of(
                    isOfCertificate(e)
                            ? Round.whole(
                                    sent,
                                    true,
                                    "OpenSearch proves by no certificate that it is who it should be: " + e.getMessage()
                                            + "; name in connection.authorities the file of those that sign for it, and"
                                            + " in connection.url the names that are in its certificates")
                            : Round.whole(sent, false, "no answer from OpenSearch: " + e));
        }
    }

    /** Which waiting does not mend, while a connection that ends in a handshake may. */
    private static boolean isOfCertificate(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateException || cause instanceof SSLPeerUnverifiedException) {
                return true;
            }
        }
        return false;
    }

    private void pause(Batch batch, int attempts, Round round) throws InterruptedException {
        var pause = retries.backoff().before(Math.max(0, attempts - 1), chance.getAsDouble());
        LOG.warn(
                "batch={} again={} attempt={} pause_ms={} because {}",
                batch.number(),
                round.again().size(),
                attempts,
                pause.toMillis(),
                round.trouble());
        if (stop.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.info("batch={} is not sent again: its partitions are given up", batch.number());
        }
    }

    private static List<Operation> joined(List<Operation> first, List<Operation> then) {
        List<Operation> all = new ArrayList<>(first);
        all.addAll(then);
        return all;
    }
}
