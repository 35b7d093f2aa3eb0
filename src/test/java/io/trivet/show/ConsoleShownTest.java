package io.trivet.show;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trivet.Golden;
import io.trivet.layout.Site;
import io.trivet.plan.Plan;
import io.trivet.stack.Description;
import io.trivet.stack.StackReader;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code trivet show} says of a console, on each platform. */
final class ConsoleShownTest {
    private static Shown shown(String name) {
        Path cases = Golden.HOME.resolve("consoles");
        Description<?> description = StackReader.read(cases, cases.resolve(name + "/in/stack.yaml"))
                .description()
                .orElseThrow();
        return description.on(
                ec2 -> LayoutShown.of(new Overview(ec2, Plan.of(ec2, Site.EC2))),
                msk -> MskShown.of(msk, Plan.ofMsk(msk, Optional.empty())),
                service -> ServiceShown.of(Plan.ofService(service)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "akhq-with-certificate | AKHQ 0.25.1, which only reads, behind a login at https://login.example.com/realms/films",
                "kafbat-with-password | kafka-ui 1.5.0 of kafbat, which may write, behind a login at https://login.example.com/realms/films",
                "akhq-on-msk | AKHQ 0.25.1, which may write, behind the password of operations",
                "kafbat-at-aiven | kafka-ui 1.5.0 of kafbat, which only reads, without a login",
                "kafka-viewer-in-plain-text | kafka-viewer 0.4.0, which only reads, without a login",
            })
    void it_is_told_what_it_is_and_who_may_come(String name, String told) {
        assertThat(shown(name).text(Colour.OFF)).containsPattern("Console +" + told + "\n");
        assertThat(shown(name).markdown()).contains("| Console | " + told.replace("https:", "https\\:") + " |");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "akhq-with-certificate | {kind: akhq, release: AKHQ 0.25.1, access: read, login: oidc, files: [console/akhq.yaml]}",
                "akhq-on-msk | {kind: akhq, release: AKHQ 0.25.1, access: write, login: password, files: [console/akhq.yaml, console/policy.json]}",
                "kafbat-at-aiven | {kind: kafbat, release: kafka-ui 1.5.0 of kafbat, access: read, files: [console/kafbat.yaml]}",
            })
    void programs_are_told_which_files_are_its(String name, String told) throws JsonProcessingException {
        assertThat(new ObjectMapper()
                        .readTree(shown(name).json())
                        .get("console")
                        .toString()
                        .replace("\"", "")
                        .replace(":", ": ")
                        .replace(",", ", "))
                .isEqualTo(told);
    }
}
