package io.trivet.process.jvm;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An option of a JVM as a line of its options file: a system property, {@code -Dname=value}, or one of {@code -XX:}.
 * The launcher takes a blank, a quote, a backslash or a number sign in such a file for something else, so that no
 * option has one.
 *
 * <p>Source: https://docs.oracle.com/en/java/javase/17/docs/specs/man/java.html#java-command-line-argument-files
 *
 * @param name of the property or the flag
 * @param value behind the equals sign; {@code +} or {@code -} of a flag that is switched; empty for a bare property
 * @param isProperty whether it is a system property
 */
public record JvmOption(String text, String name, String value, boolean isProperty) {
    /** What an option must look like, after "be". */
    public static final String FORM =
            "a system property, as -Dname=value, or an option of the JVM, as -XX:MaxGCPauseMillis=50 or -XX:+UseNUMA,"
                    + " of letters, digits and any of _ . : / , = + @ % * ~ ^ ! ? | [ ] { } -";

    private static final String CHARACTERS = "[A-Za-z0-9_.:/,=+@%*~^!?|\\[\\]{}-]*";
    private static final Pattern PROPERTY = Pattern.compile("-D([A-Za-z_][A-Za-z0-9_.-]*)(?:=(" + CHARACTERS + "))?");
    private static final Pattern SWITCH = Pattern.compile("-XX:([+-])([A-Za-z][A-Za-z0-9]*)");
    private static final Pattern VALUE = Pattern.compile("-XX:([A-Za-z][A-Za-z0-9]*)=(" + CHARACTERS + ")");

    /** The option that a text writes; empty for any other text. */
    public static Optional<JvmOption> of(String text) {
        Matcher property = PROPERTY.matcher(text);
        if (property.matches()) {
            String value = property.group(2);
            return Optional.of(new JvmOption(text, property.group(1), value == null ? "" : value, true));
        }
        Matcher switched = SWITCH.matcher(text);
        if (switched.matches()) {
            return Optional.of(new JvmOption(text, switched.group(2), switched.group(1), false));
        }
        Matcher flag = VALUE.matcher(text);
        return flag.matches()
                ? Optional.of(new JvmOption(text, flag.group(1), flag.group(2), false))
                : Optional.empty();
    }

    /** What two options have in common of which the JVM obeys the last one only. */
    public String subject() {
        return (isProperty ? "-D" : "-XX:") + name;
    }

    /** Whether it turns a garbage collector on. */
    public boolean isCollector() {
        return !isProperty && value.equals("+") && JvmFlags.COLLECTORS.contains(name);
    }

    /** Lines of an options file without those that others, which stand behind them, replace. */
    public static String without(String lines, List<JvmOption> others) {
        boolean collector = others.stream().anyMatch(JvmOption::isCollector);
        List<String> subjects = others.stream().map(JvmOption::subject).toList();
        StringBuilder kept = new StringBuilder();
        lines.lines()
                .filter(line -> of(line).map(
                                option -> !(collector && option.isCollector()) && !subjects.contains(option.subject()))
                        .orElse(true))
                .forEach(line -> kept.append(line).append('\n'));
        return kept.toString();
    }
}
