package io.trivet.operate.bench;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Values of records, sent over and over in their order.
 *
 * @param source where they come from, in words
 * @param values at least one
 */
public record Payload(String source, List<byte[]> values) {
    /** Of a generated event, in bytes; with the head of a record it takes 343 in a batch that is not packed. */
    public static final int EVENT_BYTES = 334;

    private static final int EVENTS = 20_000;
    private static final long SEED = 334;
    private static final List<String> TYPES = List.of("started", "paused", "resumed", "sought", "finished", "rated");
    private static final List<String> DEVICES = List.of("tv-webos", "tv-tizen", "phone-ios", "phone-android", "web");
    private static final List<String> COUNTRIES = List.of("DE", "US", "BR", "IN", "JP", "FR", "GB", "ES", "PL", "MX");
    private static final List<Integer> RATES = List.of(1500, 3000, 4500, 8000, 16000);

    /** Events of viewers in JSON, {@link #EVENT_BYTES} each and the same in every run. */
    public static Payload events() {
        Random random = new Random(SEED);
        List<byte[]> values = new ArrayList<>(EVENTS);
        long time = 1_795_694_400_000L;
        for (int i = 0; i < EVENTS; i++) {
            time += random.nextInt(4);
            values.add(event(random, time).getBytes(StandardCharsets.US_ASCII));
        }
        return new Payload(EVENT_BYTES + "-byte JSON events, generated", List.copyOf(values));
    }

    /** An event; its last text is as long as the whole is to be. */
    private static String event(Random random, long time) {
        String head = String.format(
                Locale.ROOT,
                "{\"eventId\":\"%016x%016x\",\"type\":\"%s\",\"viewer\":\"v-%07d\",\"session\":\"%016x\",\"film\":\"f-%05d\","
                        + "\"season\":%d,\"episode\":%d,\"positionMs\":%d,\"durationMs\":%d,\"device\":\"%s\","
                        + "\"country\":\"%s\",\"bitrateKbps\":%d,\"at\":%d,\"player\":\"",
                random.nextLong(),
                random.nextLong(),
                one(random, TYPES),
                (int) Math.abs(random.nextGaussian() * 400_000),
                random.nextLong(),
                (int) Math.abs(random.nextGaussian() * 3_000),
                1 + random.nextInt(9),
                1 + random.nextInt(20),
                random.nextInt(5_400_000),
                60_000 * (20 + random.nextInt(120)),
                one(random, DEVICES),
                one(random, COUNTRIES),
                one(random, RATES),
                time);
        String player =
                "films-player/5.14.2 (living room; hdr10; atmos) shaka/4.11.2 drm/widevine-l1 abr/default cdn/edge-3";
        return head + player.repeat(2).substring(0, EVENT_BYTES - head.length() - 2) + "\"}";
    }

    private static <T> T one(Random random, List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    /** The lines of a text, without those that are empty; the whole text where it has one line. */
    public static Payload lines(String source, String text) {
        return new Payload(
                source,
                text.lines()
                        .filter(line -> !line.isEmpty())
                        .map(line -> line.getBytes(StandardCharsets.UTF_8))
                        .toList());
    }

    /** The value of a record by its number. */
    byte[] value(long number) {
        return values.get((int) (number % values.size()));
    }

    /** How long a value is on average, in bytes. */
    public double bytes() {
        return values.stream().mapToInt(value -> value.length).average().orElse(0);
    }
}
