package io.trivet.settings;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A setting of brokers whose text is not what it was.
 *
 * @param name of the setting
 * @param before as it was written; empty where it was not
 * @param after as it is written; empty where it is not
 */
public record SettingEdit(String name, Optional<String> before, Optional<String> after) {
    /** Whether both texts are one value: {@code 1.0} and {@code 1}, or {@code a, b} and {@code a,b}. */
    public boolean isSpelling(Catalogue catalogue) {
        Optional<SettingType> type = catalogue.broker(name).map(Setting::type);
        return type.isPresent()
                && before.isPresent()
                && after.isPresent()
                && value(type.get(), before.get()).equals(value(type.get(), after.get()));
    }

    /**
     * What it takes to bring it to brokers of that version: a restart, too, for a setting that the version does not
     * know, and for one that was taken out and has no default to go back to.
     */
    public UpdateMode update(Catalogue catalogue) {
        Optional<Setting> setting = catalogue.broker(name);
        boolean hasValue = after.isPresent()
                || setting.map(Setting::fallback).filter(Fallback::present).isPresent();
        return hasValue ? setting.map(Setting::update).orElse(UpdateMode.RESTART) : UpdateMode.RESTART;
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
