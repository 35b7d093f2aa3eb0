package io.trivet.platform.msk;

import io.trivet.kafka.Allowed;
import io.trivet.kafka.Fallback;
import io.trivet.kafka.Importance;
import io.trivet.kafka.Setting;
import io.trivet.kafka.SettingType;
import io.trivet.kafka.UpdateMode;
import java.util.List;

/**
 * A setting that a flavour of Amazon MSK takes, with what MSK says of it where that is not what Kafka says.
 *
 * @param fallback MSK's own default; empty when it is Kafka's, or computed from the broker type
 * @param least MSK's own least number; empty when it is Kafka's
 * @param most MSK's own largest number; empty when it is Kafka's
 */
record MskSetting(String name, String fallback, String least, String most) {
    static MskSetting of(String name) {
        return new MskSetting(name, "", "", "");
    }

    static MskSetting of(String name, String fallback) {
        return new MskSetting(name, fallback, "", "");
    }

    /** Kafka's setting with MSK's default and range, so that its check speaks of both; a change of it costs this. */
    Setting over(Setting kafka, UpdateMode update) {
        Fallback fallbackOfKafka = kafka.fallback();
        return new Setting(
                name,
                kafka.type(),
                fallback.isEmpty() ? fallbackOfKafka : new Fallback(fallbackOfKafka.settings(), true, fallback),
                least.isEmpty() && most.isEmpty() ? kafka.allowed() : within(kafka.allowed()),
                kafka.importance(),
                update,
                kafka.internal(),
                kafka.documentation());
    }

    private Allowed within(Allowed kafka) {
        String from = least.isEmpty() ? kafka.least() : least;
        String to = most.isEmpty() ? kafka.most() : most;
        return new Allowed(from, to, kafka.words(), kafka.besides(), kafka.anyCase(), kafka.empty(), kafka.repeated());
    }

    /** A setting that Kafka's brokers do not define. */
    Setting alone(SettingType type, String documentation) {
        return new Setting(
                name,
                type,
                new Fallback(List.of(), !fallback.isEmpty(), fallback),
                Allowed.ANY,
                Importance.MEDIUM,
                UpdateMode.RESTART,
                false,
                documentation);
    }
}
