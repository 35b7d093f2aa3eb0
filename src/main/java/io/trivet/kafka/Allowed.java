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
 * @param repeated whether a list may name a member twice
 */
public record Allowed(
        String least,
        String most,
        List<String> words,
        List<String> besides,
        boolean anyCase,
        boolean empty,
        boolean repeated) {
    public static final Allowed ANY = new Allowed("", "", List.of(), List.of(), false, true, true);

    public Allowed {
        words = List.copyOf(words);
        besides = List.copyOf(besides);
    }
}
