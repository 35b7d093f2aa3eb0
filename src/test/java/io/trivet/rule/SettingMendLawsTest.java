package io.trivet.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.trivet.gen.Plain;
import io.trivet.gen.Sample;
import io.trivet.kafka.Catalogue;
import io.trivet.kafka.KafkaVersion;
import io.trivet.kafka.Setting;
import io.trivet.kafka.SettingType;
import io.trivet.kafka.TopicValues;
import io.trivet.kafka.Unit;
import io.trivet.platform.ec2.rule.Ec2Subject;
import io.trivet.problem.Problem;
import io.trivet.problem.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A mend, followed word by word by a program, gives a description that is accepted and means the same. */
final class SettingMendLawsTest {
    private static final List<String> BROKERS = List.of("brokers", "settings");
    private static final List<String> TOPIC = List.of("topics", "orders", "settings");
    private static final Pattern WRITE = Pattern.compile("write (.+) instead");

    private static Sample base(KafkaVersion version) {
        return Plain.kraft().with("kafka.version", version.text()).with(List.of("topics", "orders", "partitions"), 6);
    }

    @ParameterizedTest
    @EnumSource
    void what_brokers_call_otherwise_becomes_what_topics_call_it(KafkaVersion version) {
        Catalogue catalogue = Catalogue.of(version);
        int tried = 0;
        for (Setting topic : catalogue.topics().values()) {
            for (String name : topic.fallback().settings()) {
                Setting broker = catalogue.broker(name).orElseThrow();
                String value = value(broker);
                if (catalogue.topic(name).isPresent() || value.isEmpty()) {
                    continue;
                }
                Optional<Sample> mended = mended(base(version), TOPIC, name, value);
                if (mended.isPresent()) {
                    tried++;
                    assertThat(of(mended.get(), topic.name())).as(name).isEqualTo(in(name, value, topic.name()));
                }
            }
        }
        assertThat(tried).isGreaterThan(20);
    }

    @ParameterizedTest
    @EnumSource
    void what_topics_call_otherwise_becomes_what_brokers_call_it(KafkaVersion version) {
        Catalogue catalogue = Catalogue.of(version);
        int tried = 0;
        for (Setting topic : catalogue.topics().values()) {
            String value = value(topic);
            if (catalogue.broker(topic.name()).isPresent()
                    || value.isEmpty()
                    || topic.fallback().settings().isEmpty()) {
                continue;
            }
            Optional<Sample> mended = mended(base(version), BROKERS, topic.name(), value);
            if (mended.isPresent()) {
                tried++;
                assertThat(of(mended.get(), topic.name())).as(topic.name()).isEqualTo(value);
            }
        }
        assertThat(tried).isGreaterThan(12);
    }

    @ParameterizedTest
    @EnumSource
    void another_unit_becomes_the_same_amount(KafkaVersion version) {
        Catalogue catalogue = Catalogue.of(version);
        int tried = 0;
        for (Setting setting : catalogue.brokers().values()) {
            String value = value(setting);
            Optional<Unit> own = Unit.of(setting.name());
            if (own.isEmpty() || value.isEmpty() || value.startsWith("-")) {
                continue;
            }
            for (String unit : List.of("seconds", "minutes", "hours", "days", "kb", "mb")) {
                String name = setting.name().replaceFirst("[^.]+$", unit);
                Optional<String> same = Unit.converted(setting.name(), value, name);
                if (same.isEmpty()
                        || same.get().equals("0")
                        || catalogue.broker(name).isPresent()) {
                    continue;
                }
                Optional<Sample> mended = mended(base(version), BROKERS, name, same.get());
                if (mended.isPresent()) {
                    tried++;
                    String written = written(mended.get(), base(version));
                    assertThat(Unit.converted(written.split("=")[0], written.split("=")[1], setting.name()))
                            .as(name + " " + written)
                            .contains(value);
                }
            }
        }
        assertThat(tried).isGreaterThan(100);
    }

    @ParameterizedTest
    @EnumSource
    void a_slip_of_the_finger_becomes_the_setting_itself_or_nothing(KafkaVersion version) {
        Random chance = new Random(7);
        Catalogue catalogue = Catalogue.of(version);
        int written = 0;
        List<Setting> settings = catalogue.brokers().values().stream()
                .filter(setting -> !setting.internal() && !value(setting).isEmpty())
                .toList();
        for (Setting setting : settings) {
            String name = slip(setting.name(), chance);
            if (catalogue.broker(name).isPresent() || catalogue.topic(name).isPresent()) {
                continue;
            }
            Optional<Sample> mended = mended(base(version), BROKERS, name, value(setting));
            if (mended.isPresent()) {
                written++;
                assertThat(written(mended.get(), base(version))).isEqualTo(setting.name() + "=" + value(setting));
            }
        }
        assertThat(written).isGreaterThan(settings.size() / 2);
    }

    private static String slip(String name, Random chance) {
        int at = 1 + chance.nextInt(name.length() - 1);
        return switch (chance.nextInt(3)) {
            case 0 -> name.substring(0, at) + name.substring(at + 1 > name.length() ? at : at + 1);
            case 1 -> name.substring(0, at) + (char) ('a' + chance.nextInt(26)) + name.substring(at);
            default -> name.substring(0, at) + (char) ('a' + chance.nextInt(26)) + name.substring(at + 1);
        };
    }

    /**
     * The description with what the mend says instead of an unknown setting; empty where that is to remove it, which
     * means the same as Kafka makes of it.
     */
    private static Optional<Sample> mended(Sample right, List<String> at, String name, String value) {
        List<String> path = new ArrayList<>(at);
        path.add(name);
        Sample wrong = right.with(path, value);
        Problem problem = errors(wrong).stream()
                .filter(one -> one.place().path().equals(String.join(".", path)))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is no problem"));
        if (!problem.id().equals("setting-unknown")) {
            return Optional.empty();
        }
        Matcher write = WRITE.matcher(problem.mend());
        if (!write.matches()) {
            assertThat(problem.mend()).startsWith("remove it");
            assertThat(errors(wrong.without(path))).isEmpty();
            return Optional.empty();
        }
        Sample mended = wrong.without(path);
        for (String setting : write.group(1).split(", | and ")) {
            List<String> instead = new ArrayList<>(at);
            instead.add(setting.substring(0, setting.indexOf(": ")));
            mended = mended.with(instead, setting.substring(setting.indexOf(": ") + 2));
        }
        // What the setting itself would be refused for is no matter of its name.
        assertThat(errors(mended).stream().filter(error -> error.id().startsWith("setting-")))
                .as(problem.mend())
                .isEmpty();
        return Optional.of(mended);
    }

    private static String written(Sample mended, Sample base) {
        SortedMap<String, String> settings =
                new TreeMap<>(mended.description().on().brokers().settings());
        base.description().on().brokers().settings().keySet().forEach(settings::remove);
        return settings.toString().replaceAll("[{}]", "");
    }

    private static String of(Sample sample, String topic) {
        Ec2Subject subject = new Ec2Subject(sample.description());
        return new TopicValues(subject.catalogue().orElseThrow(), subject.brokerSettings())
                .of(topic, sample.description().topics().get("orders").settings())
                .orElse("");
    }

    private static String in(String name, String value, String other) {
        return Unit.converted(name, value, other).orElse(value);
    }

    /** A value that the setting takes: another than the default where one is near. */
    private static String value(Setting setting) {
        if (setting.type() == SettingType.PASSWORD) {
            return "";
        }
        for (String value : List.of(
                "172800000",
                "86400000",
                "4096000",
                "48",
                "2",
                "0.3",
                "false",
                setting.fallback().text())) {
            if (!value.isBlank()
                    && setting.check(value).isEmpty()
                    && setting.allowed().words().isEmpty()) {
                return value;
            }
        }
        return setting.allowed().words().stream()
                .filter(word -> setting.check(word).isEmpty())
                .findFirst()
                .orElse("");
    }

    private static List<Problem> errors(Sample sample) {
        return Rules.check(sample.reading()).problems().list().stream()
                .filter(problem -> problem.severity() == Severity.ERROR)
                .toList();
    }
}
