package io.trivet.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class WordsTest {
    @Test
    void the_word_with_one_typing_error_less_is_the_nearest() {
        List<String> known = List.of("brokers", "controllers", "monitoring", "zookeeper");

        assertThat(Words.nearest("broker", known)).contains("brokers");
        assertThat(Words.nearest("zokeeper", known)).contains("zookeeper");
        assertThat(Words.nearest("monitroing", known)).contains("monitoring");
        assertThat(Words.nearest("brokers", known)).contains("brokers");
    }

    @Test
    void no_word_is_near_when_more_than_a_third_would_have_to_change() {
        assertThat(Words.nearest("zones", List.of("brokers", "topics"))).isEmpty();
        assertThat(Words.nearest("size", List.of())).isEmpty();
    }

    @Test
    void of_two_words_that_are_equally_near_the_first_in_the_alphabet_is_taken() {
        assertThat(Words.nearest("mode", List.of("node", "made", "zone"))).contains("made");
    }

    @Test
    void the_distance_goes_both_ways_and_is_none_for_the_same_word_alone() {
        Random random = new Random(1);
        for (int i = 0; i < 2000; i++) {
            String a = word(random);
            String b = word(random);

            int distance = Words.distance(a, b);
            assertThat(distance == 0).isEqualTo(a.equals(b));
            assertThat(distance)
                    .isEqualTo(Words.distance(b, a))
                    .isBetween(Math.abs(a.length() - b.length()), Math.max(a.length(), b.length()));
        }
    }

    @Test
    void one_edit_is_a_distance_of_one() {
        Random random = new Random(1);
        for (int i = 0; i < 2000; i++) {
            String word = word(random) + "x";
            int at = random.nextInt(word.length());

            assertThat(Words.distance(word, word.substring(0, at) + word.substring(at + 1)))
                    .isEqualTo(1);
            assertThat(Words.distance(word, word.substring(0, at) + "!" + word.substring(at)))
                    .isEqualTo(1);
            assertThat(Words.distance(word, word.substring(0, at) + "!" + word.substring(at + 1)))
                    .isEqualTo(1);
        }
    }

    @Test
    void two_letters_that_changed_places_are_one_edit() {
        assertThat(Words.distance("gleu", "glue")).isEqualTo(1);
        assertThat(Words.distance("wirte", "write")).isEqualTo(1);
        assertThat(Words.distance("ca", "abc")).as("none is edited twice").isEqualTo(3);
        assertThat(Words.nearest("avor", List.of("avro", "json", "protobuf"))).contains("avro");
    }

    @Test
    void lists_and_counts_are_english() {
        assertThat(Words.list(List.of())).isEmpty();
        assertThat(Words.list(List.of("one"))).isEqualTo("one");
        assertThat(Words.list(List.of("one", "two"))).isEqualTo("one and two");
        assertThat(Words.list(List.of("one", "two", "three"))).isEqualTo("one, two and three");
        assertThat(Words.count(1, "broker")).isEqualTo("1 broker");
        assertThat(Words.count(0, "broker")).isEqualTo("0 brokers");
    }

    private static String word(Random random) {
        StringBuilder word = new StringBuilder();
        for (int length = random.nextInt(9); length > 0; length--) {
            word.append((char) ('a' + random.nextInt(3)));
        }
        return word.toString();
    }

    @Test
    void bytes_are_told_in_the_largest_unit_that_they_fill() {
        assertThat(Words.bytes(1023)).isEqualTo("1023B");
        assertThat(Words.bytes(1536)).isEqualTo("1.5KiB");
        assertThat(Words.bytes(5L << 40)).isEqualTo("5.0TiB");
    }
}
