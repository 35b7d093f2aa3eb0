package io.trivet.kafka.client;

import io.trivet.kafka.SettingDefault;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What the settings of kafka-clients are called in librdkafka, where a name or a value differs.
 *
 * <p>Source: CONFIGURATION.md of librdkafka 2.15, https://github.com/confluentinc/librdkafka.
 */
public final class LibrdkafkaNames {
    private static final String LEVEL = "compression.zstd.level";

    private LibrdkafkaNames() {}

    /** The same in librdkafka; what it has no name for is left out. */
    public static List<SettingDefault> of(List<SettingDefault> rows) {
        List<SettingDefault> own = new ArrayList<>();
        for (SettingDefault row : rows) {
            switch (row.key()) {
                case "buffer.memory" ->
                    own.add(with(row, "queue.buffering.max.kbytes", "" + Long.parseLong(row.value()) / 1024));
                // What bears the name there is told to the broker, and ends nothing where the broker hangs.
                case "request.timeout.ms" -> own.add(with(row, "socket.timeout.ms", row.value()));
                case LEVEL -> own.add(with(row, "compression.level", row.value()));
                // Where nothing is committed yet, none is called error.
                case "auto.offset.reset" ->
                    own.add(with(row, row.key(), row.value().equals("none") ? "error" : row.value()));
                case "security.protocol" ->
                    own.add(with(row, row.key(), row.value().toLowerCase(Locale.ROOT)));
                // A program signs a token with its role in AWS.
                case "sasl.mechanism" ->
                    own.add(with(row, row.key(), row.value().equals("AWS_MSK_IAM") ? "OAUTHBEARER" : row.value()));
                case "ssl.truststore.location" -> own.add(with(row, "ssl.ca.location", row.value()));
                case "enable.auto.commit" -> {
                    own.add(row);
                    if (row.value().equals("true")) {
                        own.add(new SettingDefault(
                                "enable.auto.offset.store",
                                "false",
                                "the program stores an offset once it has done its work: by itself, librdkafka would"
                                        + " commit what it has only handed out",
                                row.source()));
                    }
                }
                case "ssl.truststore.type",
                        "ssl.keystore.type",
                        "ssl.keystore.key",
                        "ssl.keystore.certificate.chain",
                        "sasl.jaas.config",
                        "sasl.client.callback.handler.class" -> {}
                default -> own.add(row);
            }
        }
        return List.copyOf(own);
    }

    private static SettingDefault with(SettingDefault row, String key, String value) {
        return new SettingDefault(key, value, row.reason(), row.source());
    }
}
