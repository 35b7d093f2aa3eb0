package io.trivet.node.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When another certificate is due. */
final class CertificateTest {
    /** Of the one in {@code certificate.pem}. */
    private static final Instant END = Instant.parse("2027-12-27T02:33:43Z");

    private static final List<String> OWN = List.of("");

    private static final Duration LEFT = Duration.ofDays(120);

    @TempDir
    Path root;

    private Certificate with(String text) throws IOException {
        Path folder = Files.createDirectories(root.resolve("etc/kafka/tls"));
        Files.writeString(folder.resolve("node.pem"), text);
        return new Certificate(root);
    }

    @Test
    void one_is_old_when_120_days_are_left() throws Exception {
        String text = Files.readString(Path.of("src/test/resources/io/trivet/node/agent/certificate.pem"));
        Certificate certificate = with("-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----\n" + text + text);

        assertThat(certificate.isOld(END.minus(LEFT), OWN)).isFalse();
        assertThat(certificate.isOld(END.minus(LEFT).plusSeconds(1), OWN)).isTrue();
        assertThat(certificate.hasNext()).isFalse();
    }

    @Test
    void what_is_missing_or_damaged_is_old() throws Exception {
        assertThat(new Certificate(root).isOld(END, OWN)).isTrue();
        assertThat(with("-----BEGIN CERTIFICATE-----\nMII\n-----END CERTIFICATE-----\n")
                        .isOld(Instant.EPOCH, OWN))
                .isTrue();
    }

    @Test
    void those_for_clusters_that_are_copied_from_end_too() throws Exception {
        Path good = Path.of("src/test/resources/io/trivet/node/agent/certificate.pem");
        Certificate certificate = with(Files.readString(good));
        Path west = Files.createDirectories(root.resolve("etc/kafka/tls/west"));
        Instant now = END.minus(LEFT);

        assertThat(certificate.isOld(now, List.of("", "west"))).isTrue();
        Files.copy(good, west.resolve("node.pem"));
        assertThat(certificate.isOld(now, List.of("", "west"))).isFalse();
        assertThat(certificate.isOld(now.plusSeconds(1), List.of("west"))).isTrue();
        Files.copy(good, west.resolve("next.pem"));
        assertThat(certificate.hasNext()).isTrue();
    }

    @Test
    void brokers_have_an_hour_each_which_comes_five_times_before_the_end() {
        Instant begin = END.minus(LEFT);
        for (int hour = 0; hour < 500; hour++) {
            Instant now = begin.plus(Duration.ofHours(hour));
            SortedSet<Integer> brokers = new TreeSet<>();
            for (int id = 1; id <= 300; id++) {
                if (Certificate.isHourOf(id, now)) {
                    brokers.add(id);
                }
            }
            assertThat(brokers).as(now.toString()).hasSizeLessThan(2);
        }
        long hours = 0;
        for (Instant now = begin; now.isBefore(END); now = now.plus(Duration.ofHours(1))) {
            hours += Certificate.isHourOf(7, now) ? 1 : 0;
        }
        assertThat(hours).isGreaterThanOrEqualTo(5);
    }
}
