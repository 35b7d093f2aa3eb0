package io.trivet.operate;

import io.trivet.problem.Problem;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocketFactory;

/**
 * Whether addresses can be reached at all, tried before a client of Kafka is: such a client tries for a long time, and
 * says of a closed port, a name that leads nowhere and TLS in the place of plain text alike that there was no answer.
 *
 * @param way on which they were named
 */
record Reach(Way way) {
    private static final int SOON_MILLIS = 2000;
    private static final String UNREACHABLE = "cluster-unreachable";

    /** At least one of these addresses takes a connection. Each is {@code host:port}. */
    void any(List<String> addresses) throws Failure {
        List<String> closed = new ArrayList<>();
        for (String address : addresses) {
            Optional<String> why = closed(address);
            if (why.isEmpty()) {
                return;
            }
            closed.add(address + " (" + why.get() + ")");
        }
        throw new Failure(Problem.error(UNREACHABLE, way.place(), String.join(", ", closed))
                .must("be an address at which a broker listens, reached from here")
                .mend("look at the address, at whether the brokers run, and at firewalls in between"));
    }

    /** All of these addresses, which brokers told to clients, take connections. */
    void all(List<String> addresses) throws Failure {
        for (String address : addresses) {
            Optional<String> why = closed(address);
            if (why.isPresent()) {
                throw new Failure(
                        Problem.error(
                                        UNREACHABLE,
                                        way.place(),
                                        "a cluster whose broker tells clients to come to " + address + " (" + why.get()
                                                + ")")
                                .must("have brokers that are all reached from here at the addresses that they tell")
                                .mend(
                                        "start it, open the way to it, name another listener, or say with --hosts FILE where its name leads"));
            }
        }
    }

    /** Why the brokers that took a connection gave no answer, where that can be seen; else what the client said. */
    Problem silent(String address, boolean encrypted, Throwable said) {
        Optional<Boolean> tls = speaksTls(address);
        if (tls.equals(Optional.of(true)) && !encrypted) {
            return Problem.error("cluster-tls", way.place(), "a listener that speaks TLS, asked in plain text")
                    .must("be asked with TLS")
                    .mend("write security.protocol=SSL, or SASL_SSL with a login, to a file and name it with"
                            + " --properties");
        }
        if (tls.equals(Optional.of(false)) && encrypted) {
            return Problem.error("cluster-tls", way.place(), "a listener that does not speak TLS, asked with TLS")
                    .must("be asked in plain text, or be another listener")
                    .mend("write security.protocol=PLAINTEXT, or SASL_PLAINTEXT with a login, or name the port of the"
                            + " listener with TLS");
        }
        if (tls.equals(Optional.of(false))) {
            return Problem.error(
                            UNREACHABLE,
                            way.place(),
                            "a listener that takes connections and does not answer (" + said.getMessage() + ")")
                    .must("be a broker that answers without a login")
                    .mend("where it wants one, write security.protocol, sasl.mechanism and sasl.jaas.config to a file"
                            + " and name it with --properties; else look at what listens there");
        }
        return ClusterProblem.cluster(said, way);
    }

    /** Why nothing takes a connection there; empty where something does. */
    private static Optional<String> closed(String address) {
        try (Socket socket = connected(address)) {
            return socket.isConnected() ? Optional.empty() : Optional.of("not connected");
        } catch (UnknownHostException e) {
            return Optional.of("a name that leads to no address here");
        } catch (SocketTimeoutException e) {
            return Optional.of("no answer within " + SOON_MILLIS / 1000 + " s");
        } catch (IOException e) {
            return Optional.of(String.valueOf(e.getMessage()).strip());
        }
    }

    private static Socket connected(String address) throws IOException {
        int colon = address.lastIndexOf(':');
        String host = address.substring(0, colon).replaceFirst("^\\[(.*)]$", "$1");
        InetSocketAddress to = new InetSocketAddress(host, Integer.parseInt(address.substring(colon + 1)));
        if (to.isUnresolved()) {
            throw new UnknownHostException(host);
        }
        Socket socket = new Socket();
        try {
            socket.connect(to, SOON_MILLIS);
            socket.setSoTimeout(SOON_MILLIS);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** A certificate that does not pass, or an alert, is an answer in TLS; empty where there was none in time. */
    private static Optional<Boolean> speaksTls(String address) {
        try (Socket plain = connected(address);
                Socket socket = ((SSLSocketFactory) SSLSocketFactory.getDefault())
                        .createSocket(plain, plain.getInetAddress().getHostAddress(), plain.getPort(), true)) {
            ((javax.net.ssl.SSLSocket) socket).startHandshake();
            return Optional.of(true);
        } catch (SSLHandshakeException e) {
            return Optional.of(!(e.getCause() instanceof EOFException));
        } catch (SSLException | SocketException e) {
            return Optional.of(false);
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
