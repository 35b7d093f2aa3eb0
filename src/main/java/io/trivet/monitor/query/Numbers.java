package io.trivet.monitor.query;

import java.math.BigDecimal;

/** How numbers and times are written in queries. */
public final class Numbers {
    private static final int HOUR = 60;

    private Numbers() {}

    /** Without a point where there is nothing behind it, and never with an exponent. */
    public static String text(double value) {
        BigDecimal exact = BigDecimal.valueOf(value).stripTrailingZeros();
        return exact.toPlainString();
    }

    /** {@code 15m}, or {@code 1h} for whole hours. */
    public static String minutes(int minutes) {
        return minutes % HOUR == 0 && minutes > 0 ? minutes / HOUR + "h" : minutes + "m";
    }

    /** The other way: the minutes of {@code 15m} or {@code 1h}. */
    public static int minutes(String text) {
        int number = Integer.parseInt(text.substring(0, text.length() - 1));
        return switch (text.charAt(text.length() - 1)) {
            case 'm' -> number;
            case 'h' -> number * HOUR;
            default -> throw new IllegalArgumentException(text);
        };
    }
}
