package io.trivet.operate;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.net.ssl.SSLContext;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.security.ssl.DefaultSslEngineFactory;

/**
 * The files in PEM with which a {@link Login} comes, for what speaks TLS and is no client of Kafka: Java itself reads
 * none, Kafka does.
 */
public final class PemFiles {
    private static final char[] NO_PASSWORD = {};

    /** What Kafka reads as a secret. */
    private static final List<String> SECRETS =
            List.of("ssl.keystore.key", "ssl.keystore.certificate.chain", "ssl.truststore.certificates");

    private PemFiles() {}

    /** What is read of them. */
    private interface Read<T> {
        T of(DefaultSslEngineFactory files) throws GeneralSecurityException, IOException;
    }

    /** What connections are made with, which show the certificate and trust the authority. */
    public static SSLContext context(Login login) throws IOException {
        return read(login, DefaultSslEngineFactory::sslContext);
    }

    /**
     * The same for the settings of a client, which may hold certificate and key themselves.
     *
     * @throws IOException when they make no connection
     */
    public static SSLContext context(SortedMap<String, String> client) throws IOException {
        return read(client, DefaultSslEngineFactory::sslContext);
    }

    /** Certificate and key as a file of PKCS #12 without a password, for programs that take only such. */
    public static byte[] own(Login login) throws IOException {
        return read(login, files -> {
            KeyStore own = files.keystore();
            KeyStore copy = empty();
            for (String alias : Collections.list(own.aliases())) {
                copy.setKeyEntry(alias, own.getKey(alias, null), NO_PASSWORD, own.getCertificateChain(alias));
            }
            return bytes(copy);
        });
    }

    /** The authority, likewise: whom such a program trusts stands in a file of its own, or its own key would count. */
    public static byte[] trusted(Login login) throws IOException {
        return read(login, files -> {
            KeyStore trusted = files.truststore();
            KeyStore copy = empty();
            for (String alias : Collections.list(trusted.aliases())) {
                copy.setCertificateEntry(alias, trusted.getCertificate(alias));
            }
            return bytes(copy);
        });
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, NO_PASSWORD);
        return store;
    }

    private static byte[] bytes(KeyStore store) throws GeneralSecurityException, IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        store.store(bytes, NO_PASSWORD);
        return bytes.toByteArray();
    }

    private static <T> T read(Login login, Read<T> read) throws IOException {
        return read(login.settings(), read);
    }

    private static <T> T read(SortedMap<String, String> client, Read<T> read) throws IOException {
        Map<String, Object> settings = new TreeMap<>(client);
        SECRETS.forEach(name -> settings.computeIfPresent(name, (key, text) -> new Password("" + text)));
        settings.put("ssl.protocol", "TLSv1.3");
        settings.put("ssl.enabled.protocols", List.of("TLSv1.3", "TLSv1.2"));
        settings.put("ssl.cipher.suites", List.of());
        try (DefaultSslEngineFactory files = new DefaultSslEngineFactory()) {
            files.configure(settings);
            return read.of(files);
        } catch (KafkaException | GeneralSecurityException e) {
            throw new IOException("no certificate, key and authority in PEM: " + e.getMessage(), e);
        }
    }
}
