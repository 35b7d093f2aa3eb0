package io.trivet.kafka;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A time or a size as people write it, with the unit behind the number: {@code 7d}, {@code 10MB}. Kafka takes the bare
 * number in the unit that the setting's name says.
 *
 * @param number in that unit
 * @param unit as it is written; {@code m} may be minutes or mebibytes
 */
record Amount(BigDecimal number, String unit) {
    private static final Pattern FORM = Pattern.compile("(\\d{1,19}(?:\\.\\d{1,9})?) ?([A-Za-z]{1,12})");

    /** The amount that a text says; empty where it is none with a unit. */
    static Optional<Amount> of(String text) {
        Matcher form = FORM.matcher(text.strip());
        return form.matches()
                ? Optional.of(
                        new Amount(new BigDecimal(form.group(1)), form.group(2).toLowerCase(Locale.ROOT)))
                : Optional.empty();
    }

    /** The whole number of another unit that is as much; empty where it is of another kind, or not whole. */
    Optional<String> in(Unit other) {
        return Unit.written(unit, other).flatMap(one -> one.to(other, number));
    }
}
