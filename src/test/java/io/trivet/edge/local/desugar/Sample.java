package io.trivet.edge.local.desugar;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongBinaryOperator;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;

/** Serializable lambdas of every form that the metafactory knows; {@link DesugaredClassTest} runs it in both ways. */
public final class Sample implements Supplier<List<String>> {
    private static final List<String> SAID = new ArrayList<>();

    /** A marker. */
    public interface Marked {}

    /** Whose method needs a bridge: {@code apply(Object)} beside {@code apply(String)}. */
    public interface OfText extends Function<String, String> {
        @Override
        String apply(String text);
    }

    @Override
    public List<String> get() {
        return List.of(
                nothingCaptured().get(),
                captured((byte) 1, 'b', (short) 3, 4, 5L, 6.5f, 7.5, true, "nine")
                        .get(),
                longs(40).applyAsLong(1, 1) + "",
                doubles(1.5).applyAsDouble("four") + "",
                text("a").apply("b"),
                ((Function<String, String>) text("c")).apply("d"),
                marked().apply("m"),
                (marked() instanceof Marked) + "",
                isOne(nothingCaptured(), nothingCaptured()) + "",
                arrays(new String[] {"x", "y"}).get(),
                dropped().toString());
    }

    private static boolean isOne(Supplier<String> one, Supplier<String> other) {
        return one == other;
    }

    private static Supplier<String> nothingCaptured() {
        return (Supplier<String> & Serializable) () -> "nothing";
    }

    private static Supplier<String> captured(
            byte one, char two, short three, int four, long five, float six, double seven, boolean eight, String nine) {
        return (Supplier<String> & Serializable) () -> one + " " + two + " " + three + " " + four + " " + five + " "
                + six + " " + seven + " " + eight + " " + nine;
    }

    private static LongBinaryOperator longs(long base) {
        return (LongBinaryOperator & Serializable) (a, b) -> base + a + b;
    }

    private static ToDoubleFunction<String> doubles(double factor) {
        return (ToDoubleFunction<String> & Serializable) text -> text.length() * factor;
    }

    private static OfText text(String before) {
        return (OfText & Serializable) text -> before + text;
    }

    private static UnaryOperator<String> marked() {
        return (UnaryOperator<String> & Marked) text -> text + text;
    }

    private static Supplier<String> arrays(String[] texts) {
        return (Supplier<String> & Serializable) () -> String.join(",", texts);
    }

    private static List<String> dropped() {
        SAID.clear();
        Runnable says = (Runnable & Serializable) () -> SAID.add("said");
        says.run();
        return SAID;
    }
}
