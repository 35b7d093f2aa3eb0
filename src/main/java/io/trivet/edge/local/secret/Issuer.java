package io.trivet.edge.local.secret;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * Makes keys and signs certificates. Its classes are loaded where a certificate is made, and nowhere else: they take a
 * second that a command without a new certificate does not spend.
 *
 * <p>Keys are of P-256, which every Kafka that is described and every Java that runs it knows.
 */
final class Issuer {
    private static final Duration OF_AUTHORITY = Duration.ofDays(3650);

    /** Clocks of two machines differ, and a certificate is used the second after it is made. */
    private static final Duration EARLIER = Duration.ofHours(1);

    private static final int SERIAL_BITS = 120;

    private static final SecureRandom RANDOM = new SecureRandom();

    private Issuer() {}

    /**
     * A certificate that is asked for.
     *
     * @param subject whom it is of, {@code CN=broker1,OU=nodes}
     * @param names in DNS that it speaks for
     * @param addresses that it speaks for
     * @param life from now on
     */
    record Asked(String subject, List<String> names, List<String> addresses, Duration life) {
        /** Names and addresses. */
        SortedSet<String> all() {
            SortedSet<String> all = new TreeSet<>(names);
            all.addAll(addresses);
            return all;
        }
    }

    /** An authority, which has signed itself. */
    static Credential authority(String subject, Instant now) {
        try {
            KeyPair pair = pair();
            X500Name name = name(subject);
            X509v3CertificateBuilder certificate = new JcaX509v3CertificateBuilder(
                    name,
                    serial(),
                    Date.from(now.minus(EARLIER)),
                    Date.from(now.plus(OF_AUTHORITY)),
                    name,
                    pair.getPublic());
            certificate.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
            certificate.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            return new Credential(signed(certificate, pair.getPrivate()), pair.getPrivate());
        } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
            throw new IllegalStateException("an authority cannot be made", e);
        }
    }

    /** A key and its certificate, for a server as well as for a client. */
    static Credential issue(Credential authority, Asked asked, Instant now) {
        try {
            KeyPair pair = pair();
            X509v3CertificateBuilder certificate = new JcaX509v3CertificateBuilder(
                    authority.certificate(),
                    serial(),
                    Date.from(now.minus(EARLIER)),
                    Date.from(now.plus(asked.life())),
                    new X500Principal(asked.subject()),
                    pair.getPublic());
            certificate.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            certificate.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
            certificate.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(new KeyPurposeId[] {
                KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth
            }));
            GeneralName[] names = names(asked);
            if (names.length > 0) {
                certificate.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
            }
            return new Credential(signed(certificate, authority.key()), pair.getPrivate());
        } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
            throw new IllegalStateException("a certificate cannot be made", e);
        }
    }

    private static GeneralName[] names(Asked asked) {
        GeneralName[] names =
                new GeneralName[asked.names().size() + asked.addresses().size()];
        int count = 0;
        for (String name : asked.names()) {
            names[count++] = new GeneralName(GeneralName.dNSName, name);
        }
        for (String address : asked.addresses()) {
            names[count++] = new GeneralName(GeneralName.iPAddress, address);
        }
        return names;
    }

    private static X500Name name(String subject) {
        return X500Name.getInstance(new X500Principal(subject).getEncoded());
    }

    private static BigInteger serial() {
        return new BigInteger(SERIAL_BITS, RANDOM).setBit(SERIAL_BITS);
    }

    private static KeyPair pair() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"), RANDOM);
        return generator.generateKeyPair();
    }

    private static X509Certificate signed(X509v3CertificateBuilder certificate, PrivateKey key)
            throws GeneralSecurityException, OperatorCreationException {
        return new JcaX509CertificateConverter()
                .getCertificate(certificate.build(new JcaContentSignerBuilder("SHA256withECDSA").build(key)));
    }
}
