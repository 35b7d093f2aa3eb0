package io.trivet.edge.local.artifact;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;

/** A Maven repository on this machine, and a home folder whose Maven settings name it as mirror of all others. */
final class Repository implements AutoCloseable {
    private final HttpServer server;
    private final Path home;
    private final SortedMap<String, byte[]> files = new ConcurrentSkipListMap<>();
    private final AtomicInteger asked = new AtomicInteger();
    private volatile int refusal;

    Repository(Path home) throws IOException {
        this.home = home;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        Files.createDirectories(home.resolve(".m2"));
        Files.writeString(home.resolve(".m2/settings.xml"), """
                <settings>
                  <mirrors><mirror><id>here</id><mirrorOf>*</mirrorOf><url>%s</url></mirror></mirrors>
                </settings>
                """.formatted(url()));
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    /** How many requests came in. */
    int asked() {
        return asked.get();
    }

    /** From now on every request gets this HTTP status; 0 ends it. */
    void refuseWith(int status) {
        refusal = status;
    }

    /** Publishes {@code test:name:1} with these dependencies, each as the XML inside its element. */
    void publish(String name, String... dependencies) {
        StringBuilder pom = new StringBuilder("<project><modelVersion>4.0.0</modelVersion><groupId>test</groupId>"
                + "<artifactId>" + name + "</artifactId><version>1</version><dependencies>");
        for (String dependency : dependencies) {
            pom.append("<dependency><groupId>test</groupId><version>1</version>")
                    .append(dependency)
                    .append("</dependency>");
        }
        put(
                path(name, "pom"),
                pom.append("</dependencies></project>").toString().getBytes(StandardCharsets.UTF_8));
        put(path(name, "jar"), jar(name));
    }

    /** The bytes of a file change, its published checksum does not. */
    void damage(String name) {
        files.put(path(name, "jar"), jar(name + " altered"));
    }

    void remove(String name, String extension) {
        files.remove(path(name, extension));
    }

    Path kept(String name) {
        return home.resolve(".m2/repository" + path(name, "jar"));
    }

    /** Options for a JVM whose user is at home here. */
    List<String> javaOptions() {
        return List.of("-Duser.home=" + home);
    }

    private static String path(String name, String extension) {
        return "/test/" + name + "/1/" + name + "-1." + extension;
    }

    private void put(String path, byte[] bytes) {
        files.put(path, bytes);
        files.put(path + ".sha1", sha1(bytes).getBytes(StandardCharsets.UTF_8));
    }

    private void answer(HttpExchange exchange) throws IOException {
        asked.incrementAndGet();
        byte[] bytes = files.get(exchange.getRequestURI().getPath());
        if (refusal != 0 || bytes == null) {
            exchange.sendResponseHeaders(refusal == 0 ? 404 : refusal, -1);
        } else {
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }

    private static byte[] jar(String content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes)) {
            ZipEntry entry = new ZipEntry("content");
            entry.setTime(0);
            jar.putNextEntry(entry);
            jar.write(content.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static String sha1(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    byte[] served(String name) {
        return files.get(path(name, "jar"));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
