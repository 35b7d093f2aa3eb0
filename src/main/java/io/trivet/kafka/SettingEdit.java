package io.trivet.kafka;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A setting of brokers whose text is not what it was.
 *
 * @param before as it was written; empty where it was not
 * @param after as it is written; empty where it is not
 */
public record SettingEdit(String name, Optional<String> before, Optional<String> after) {
    /**
     * Source: {@code kafka.server.DynamicThreadPool.validateReconfiguration} and
     * {@code LogCleaner.validateReconfiguration} of 3.9.2 and 4.3.1.
     */
    private static final List<String> POOLS = List.of(
            "background.threads",
            "log.cleaner.threads",
            "num.io.threads",
            "num.network.threads",
            "num.recovery.threads.per.data.dir",
            "num.replica.fetchers");

    /** A listener is made of all of these, and a broker with KRaft reads what it advertises at its start only. */
    private static final List<String> LISTENERS =
            List.of("advertised.listeners", "listener.security.protocol.map", "listeners");

    /** Whether nothing changed, or only the spelling of one value. */
    boolean isSame(Catalogue catalogue) {
        return before.equals(after) || isSpelling(catalogue);
    }

    /** Whether both texts are one value: {@code 1.0} and {@code 1}, or {@code a, b} and {@code a,b}. */
    public boolean isSpelling(Catalogue catalogue) {
        Optional<Setting> setting = catalogue.broker(name);
        return setting.isPresent()
                && before.isPresent()
                && after.isPresent()
                && same(setting.get(), before.get(), after.get());
    }

    /** Whether two texts are one value of a setting. */
    public static boolean same(Setting setting, String one, String other) {
        return value(setting.type(), one).equals(value(setting.type(), other));
    }

    /** The value that brokers must have: what is written, or Kafka's own default where nothing is any more. */
    Optional<String> value(Catalogue catalogue) {
        return after.or(() -> standard(catalogue));
    }

    private Optional<String> standard(Catalogue catalogue) {
        return catalogue
                .broker(name)
                .map(Setting::fallback)
                .filter(Fallback::present)
                .map(Fallback::text);
    }

    /**
     * What it takes to bring it to brokers of that version: a restart, too, for a setting that the version does not
     * know, for one that was taken out and has no default to go back to, and for a pool of threads that would become
     * more than twice or less than half as large, which brokers refuse while they run.
     */
    public UpdateMode update(Catalogue catalogue) {
        return LISTENERS.contains(name) ? UpdateMode.RESTART : ofCatalogue(catalogue);
    }

    private UpdateMode ofCatalogue(Catalogue catalogue) {
        return value(catalogue)
                .filter(value -> !isFar(before.or(() -> standard(catalogue)).orElse(""), value))
                .flatMap(value -> catalogue.broker(name))
                .map(Setting::update)
                .orElse(UpdateMode.RESTART);
    }

    private boolean isFar(String old, String wanted) {
        if (!POOLS.contains(name) || !old.matches("\\d+") || !wanted.matches("\\d+")) {
            return false;
        }
        BigDecimal two = BigDecimal.valueOf(2);
        BigDecimal from = new BigDecimal(old);
        BigDecimal to = new BigDecimal(wanted);
        return to.compareTo(from.multiply(two)) > 0 || to.multiply(two).compareTo(from) < 0;
    }

    private static String value(SettingType type, String text) {
        return switch (type) {
            case SHORT, INT, LONG, DOUBLE -> number(text.strip());
            case BOOLEAN -> text.strip().toLowerCase(Locale.ROOT);
            case LIST -> String.join(",", List.of(text.strip().split("\\s*,\\s*", -1)));
            case STRING, CLASS, PASSWORD -> text.strip();
        };
    }

    private static String number(String text) {
        try {
            return new BigDecimal(text).stripTrailingZeros().toPlainString();
        } catch (NumberFormatException e) {
            return text;
        }
    }
}
