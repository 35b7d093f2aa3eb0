package io.trivet.edge.local.secret;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.security.auth.x500.X500Principal;

/**
 * A certificate and its key.
 *
 * @param certificate which everybody may see
 * @param key which only its owner may see
 */
record Credential(X509Certificate certificate, PrivateKey key) {
    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));
    private static final Pattern KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
    private static final Pattern CERTIFICATE =
            Pattern.compile("-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\\s]+-----END CERTIFICATE-----");

    /** The one in a text in PEM; empty where none can be read there. */
    static Optional<Credential> parse(String pem) {
        Matcher key = KEY.matcher(pem);
        if (!key.find()) {
            return Optional.empty();
        }
        try {
            byte[] bytes = Base64.getMimeDecoder().decode(key.group(1));
            PrivateKey read = KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(bytes));
            return certificate(pem).map(certificate -> new Credential(certificate, read));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The first certificate in a text in PEM. */
    private static Optional<X509Certificate> certificate(String pem) throws CertificateException {
        Matcher found = CERTIFICATE.matcher(pem);
        return found.find()
                ? Optional.of((X509Certificate) CertificateFactory.getInstance("X.509")
                        .generateCertificate(
                                new ByteArrayInputStream(found.group().getBytes(StandardCharsets.US_ASCII))))
                : Optional.empty();
    }

    /**
     * Whether the certificate is of this subject, letter for letter, as brokers compare names.
     *
     * @param subject {@code CN=broker1,OU=nodes}
     */
    boolean isOf(String subject) {
        return certificate.getSubjectX500Principal().getName().equals(new X500Principal(subject).getName());
    }

    /** Names and addresses that the certificate speaks for. */
    SortedSet<String> names() {
        SortedSet<String> names = new TreeSet<>();
        try {
            Collection<List<?>> all = certificate.getSubjectAlternativeNames();
            if (all != null) {
                all.forEach(name -> names.add(String.valueOf(name.get(1))));
            }
        } catch (CertificateException e) {
            return new TreeSet<>();
        }
        return names;
    }

    /** The key in PEM. */
    String keyText() {
        return pem("PRIVATE KEY", key.getEncoded());
    }

    /** The certificate in PEM. */
    String certificateText() {
        try {
            return pem("CERTIFICATE", certificate.getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a certificate has no encoding", e);
        }
    }

    /** Key and certificate, as Kafka reads them from one file. */
    String text() {
        return keyText() + certificateText();
    }

    /** A key is not for eyes. */
    @Override
    public String toString() {
        return "certificate of " + certificate.getSubjectX500Principal();
    }

    private static String pem(String type, byte[] bytes) {
        return "-----BEGIN " + type + "-----\n" + LINES.encodeToString(bytes) + "\n-----END " + type + "-----\n";
    }
}
