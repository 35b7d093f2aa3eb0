package io.trivet.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written, read back as Kafka and ZooKeeper read it: {@code java.util.Properties} from bytes. */
final class PropertiesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "  two spaces first",
                "last ",
                "a=b",
                "a:b",
                "# no comment",
                "! no comment",
                "C:\\data\\new",
                "\\",
                "\\\\",
                "line\nline",
                "\r\n",
                "\ttab",
                "\f",
                "a\fb",
                "\\u0041",
                "${env:HOME}",
                "/home/jürgen/kafka",
                "日本",
                "😀",
                "\0",
                "\u001b[0m",
                "\u2028"
            })
    void any_text_is_read_back_as_a_value_and_as_a_key(String text) throws IOException {
        assertThat(read(new Properties().set("key", text))).isEqualTo(Map.of("key", text));
        assertThat(read(new Properties().set("k" + text, "value"))).isEqualTo(Map.of("k" + text, "value"));
        assertThat(read(new Properties().set(text + "k", "value"))).isEqualTo(Map.of(text + "k", "value"));
    }

    @Test
    void settings_are_read_back_whatever_they_are_made_of() throws IOException {
        Random random = new Random(1);
        for (int i = 0; i < 500; i++) {
            Map<String, String> settings = new TreeMap<>();
            for (int count = random.nextInt(5); count > 0; count--) {
                settings.put(text(random) + count, text(random));
            }

            Properties written = new Properties()
                    .section("one")
                    .setAll(settings)
                    .section("two")
                    .set("last", 1);
            settings.put("last", "1");
            assertThat(read(written)).isEqualTo(settings);
            assertThat(written.asMap()).isEqualTo(settings);
        }
    }

    @Test
    void a_plain_setting_is_written_plainly() {
        assertThat(new Properties()
                        .section("Listeners")
                        .set("listeners", "CLIENT://10.20.0.100:9092,REPLICATION://10.20.0.100:9091")
                        .section("Settings")
                        .set("broker.id", 1))
                .hasToString("""
                        # Listeners
                        listeners=CLIENT://10.20.0.100:9092,REPLICATION://10.20.0.100:9091

                        # Settings
                        broker.id=1
                        """);
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(8); length > 0; length--) {
            text.append(" \t\n\r\f\\=:#!aé日\u0000\u007f".charAt(random.nextInt(15)));
        }
        return text.toString();
    }

    private static Map<String, String> read(Properties written) throws IOException {
        java.util.Properties properties = new java.util.Properties();
        properties.load(new ByteArrayInputStream(written.toString().getBytes(StandardCharsets.UTF_8)));
        Map<String, String> map = new TreeMap<>();
        properties.stringPropertyNames().forEach(key -> map.put(key, properties.getProperty(key)));
        return map;
    }
}
