package io.trivet.kafka;

import java.util.List;

/**
 * Which values of its type a setting takes, as far as data can say it.
 *
 * @param least the smallest number; empty when the type is the bound
 * @param most the largest number; empty when the type is the bound
 * @param words the only values, for a list the only members; empty when any will do
 * @param besides numbers outside of the range that have a meaning of their own
 * @param anyCase whether upper and lower case are the same in {@code words}
 * @param empty whether nothing at all may be written
 * @param gaps whether a list may have an empty member
 * @param releases whether words are releases of Kafka, of which further parts mean nothing: 2.8.1 is 2.8
 */
public record Allowed(
        String least,
        String most,
        List<String> words,
        List<String> besides,
        boolean anyCase,
        boolean empty,
        boolean gaps,
        boolean releases) {
    public static final Allowed ANY = new Allowed("", "", List.of(), List.of(), false, true, true, false);

    public Allowed {
        words = List.copyOf(words);
        besides = List.copyOf(besides);
    }
}
