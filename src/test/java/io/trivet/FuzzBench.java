package io.trivet;

import io.trivet.gen.Edits;
import io.trivet.gen.Least;
import io.trivet.gen.Sample;
import io.trivet.gen.Samples;
import io.trivet.gen.Wrong;
import io.trivet.plan.Comparison;
import io.trivet.platform.Prices;
import io.trivet.problem.Problem;
import io.trivet.rule.Rules;
import io.trivet.show.Colour;
import io.trivet.show.DeltaShown;
import io.trivet.show.ProblemsShown;
import io.trivet.show.Shown;
import io.trivet.stack.Reading;
import io.trivet.stack.StackReader;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Random descriptions of every platform, right and wrong, read from text with all rules, and every tenth compared with
 * another one, both ways, in all forms. Prints what ended in an exception, took longer than two seconds, or told a
 * problem without a place. Run by {@code bench/fuzz}.
 */
final class FuzzBench {
    private static final Path HOME = Path.of("").toAbsolutePath();
    private static final Path STACK = HOME.resolve("stacks/Pulumi.fuzz.yaml");
    private static final long SLOW_MILLIS = 2000;
    private static final List<Sample> LEAST = Least.all().toList();

    private final List<String> faults = new ArrayList<>();
    private final List<Took> slowest = new ArrayList<>();
    private final Prices prices = Prices.read();
    private int accepted;
    private int compared;

    private FuzzBench() {}

    private record Took(long millis, String what) {}

    public static void main(String[] args) {
        int count = Integer.parseInt(args[0]);
        long seed = Long.parseLong(args[1]);
        FuzzBench bench = new FuzzBench();
        for (int i = 0; i < count; i++) {
            bench.tried(seed * 1_000_003 + i);
        }
        System.out.printf(
                Locale.ROOT,
                "%d descriptions with seed %d: %d accepted, %d pairs compared, %d faults%n",
                count,
                seed,
                bench.accepted,
                bench.compared,
                bench.faults.size());
        bench.slowest.forEach(took -> System.out.println("  " + took.millis + " ms  " + took.what));
        bench.faults.stream().limit(20).forEach(fault -> System.out.println("  FAULT " + fault));
        System.exit(bench.faults.isEmpty() ? 0 : 1);
    }

    private void tried(long seed) {
        Random chance = new Random(seed);
        chance.longs(10).forEach(skipped -> {});
        Sample right = right(seed, chance);
        Sample one = chance.nextInt(4) == 0 ? right : Wrong.of(right, chance);
        timed("validate", seed, () -> {
            Reading reading = reading(one);
            accepted += reading.problems().hasErrors() ? 0 : 1;
            placed(reading, one);
        });
        if (seed % 10 == 0) {
            Sample other = chance.nextInt(3) == 0 ? Edits.of(seed).after() : Wrong.of(right, chance);
            timed("diff", seed, () -> compared(reading(one), reading(other)));
            timed("diff back", seed, () -> compared(reading(other), reading(one)));
        }
    }

    private static Sample right(long seed, Random chance) {
        return chance.nextInt(3) == 0 ? LEAST.get(chance.nextInt(LEAST.size())) : Samples.of(seed);
    }

    private static Reading reading(Sample sample) {
        String text = "config: {\"aws:region\": " + sample.region() + ", \"trivet:cluster\": " + sample.json() + "}\n";
        return Rules.check(StackReader.read(HOME, STACK, file -> {
            if (file.equals(STACK)) {
                return text;
            }
            throw new NoSuchFileException(file.toString());
        }));
    }

    private void placed(Reading reading, Sample sample) {
        ProblemsShown.of(reading.problems()).text(Colour.OFF);
        for (Problem problem : reading.problems().list()) {
            if (problem.place().line() == 0) {
                faults.add("no place: " + problem + " of " + sample.json());
            }
        }
    }

    private void compared(Reading before, Reading after) {
        compared++;
        Comparison comparison = Comparison.of("fuzz", before, after, prices);
        Shown shown = DeltaShown.of(List.of(comparison), "the base");
        shown.text(Colour.OFF);
        shown.json();
        DeltaShown.comments(List.of(comparison));
        DeltaShown.brief(comparison);
    }

    private void timed(String what, long seed, Runnable work) {
        long begin = System.nanoTime();
        try {
            work.run();
        } catch (RuntimeException | Error e) {
            faults.add(what + " of seed " + seed + ": " + e + " at " + List.of(e.getStackTrace()));
        }
        long millis = (System.nanoTime() - begin) / 1_000_000;
        if (millis > SLOW_MILLIS) {
            faults.add(what + " of seed " + seed + " took " + millis + " ms");
        }
        slowest.add(new Took(millis, what + " of seed " + seed));
        slowest.sort(Comparator.comparing(Took::millis).reversed());
        if (slowest.size() > 3) {
            slowest.remove(3);
        }
    }
}
