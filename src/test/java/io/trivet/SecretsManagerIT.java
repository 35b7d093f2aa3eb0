package io.trivet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.trivet.edge.account.SecretsManager;
import io.trivet.operate.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Passwords in Secrets Manager, which moto stands in for. */
final class SecretsManagerIT {
    private static final List<String> PROPERTIES = List.of("aws.endpointUrl", "aws.accessKeyId", "aws.secretAccessKey");

    @TempDir
    private Path folder;

    private MotoServer moto;
    private StandIn before;
    private @Nullable SecretsManager store;

    @BeforeEach
    void an_account() throws IOException, InterruptedException {
        moto = new MotoServer("of-no-use", folder.resolve("moto.log"));
        before = new StandIn(moto.address(), (action, path, body) -> Optional.empty());
        System.setProperty(PROPERTIES.get(0), before.environment(folder).get("AWS_ENDPOINT_URL"));
        System.setProperty(PROPERTIES.get(1), "testing");
        System.setProperty(PROPERTIES.get(2), "testing");
        store = new SecretsManager("us-east-1", "prod", Optional.empty());
    }

    @AfterEach
    void it_goes() throws InterruptedException {
        if (store == null) {
            // There is no moto here, and no test.
            return;
        }
        store.close();
        before.close();
        moto.close();
        PROPERTIES.forEach(System::clearProperty);
    }

    private String current(String stack) throws IOException, InterruptedException {
        return moto.secret("trivet/" + stack + "/seller").toString();
    }

    private static String secret(String password) {
        return "{\"username\":\"seller\",\"password\":\"" + password + "\"}";
    }

    @Test
    void a_password_is_current_once_the_cluster_knows_it() throws Exception {
        assertThat(store.users()).isEmpty();

        String first = store.make("seller");
        store.keep("seller");

        assertThat(first).matches("[A-Za-z0-9_-]{43}");
        assertThat(current("prod")).isEqualTo(secret(first));
        assertThat(store.users()).containsExactly("seller");
    }

    @Test
    void what_is_cut_off_leaves_the_one_before_and_can_be_run_again() throws Exception {
        String first = store.make("seller");
        store.keep("seller");

        store.make("seller");

        assertThat(current("prod")).isEqualTo(secret(first));
        String third = store.make("seller");
        store.keep("seller");
        assertThat(current("prod")).isEqualTo(secret(third));
        Failure again = catchThrowableOfType(Failure.class, () -> store.keep("seller"));
        assertThat(again).hasMessageContaining("password-gone trivet/prod/seller: changed while its cluster was told");
    }

    @Test
    void one_that_is_taken_away_can_come_back() throws Exception {
        store.make("seller");
        store.keep("seller");
        store.forget("seller");
        store.forget("seller");
        store.forget("stranger");
        assertThat(store.users()).isEmpty();

        String again = store.make("seller");
        store.keep("seller");

        assertThat(store.users()).containsExactly("seller");
        assertThat(current("prod")).isEqualTo(secret(again));
    }

    @Test
    void it_asks_what_the_document_allows_and_reads_no_secret() throws Exception {
        for (int time = 0; time < 2; time++) {
            store.make("seller");
            store.keep("seller");
        }
        store.forget("seller");
        store.make("seller");
        store.users();

        String text = Files.readString(Path.of("docs/security.md"));
        String allowed =
                text.substring(text.indexOf("\ncaller needs "), text.indexOf(", but not the right to read one"));
        assertThat(Pattern.compile("`([A-Z]\\w+)`").matcher(allowed).results().map(action -> action.group(1)))
                .containsExactlyInAnyOrderElementsOf(before.asked());
    }

    @Test
    void a_stack_whose_name_begins_alike_has_its_own() throws Exception {
        try (SecretsManager other = new SecretsManager("us-east-1", "prod-eu", Optional.empty())) {
            String password = other.make("seller");
            other.keep("seller");

            assertThat(store.users()).isEmpty();
            assertThat(current("prod-eu")).isEqualTo(secret(password));
        }
    }

    @Test
    void an_account_that_is_not_reached_is_told() throws Exception {
        before.close();

        Failure failure = catchThrowableOfType(Failure.class, () -> store.make("seller"));

        assertThat(failure.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.id()).isEqualTo("account-unreachable");
            assertThat(problem.place().path()).isEqualTo("secretsmanager:DescribeSecret");
            assertThat(problem.must()).isEqualTo("be answered: the passwords of users are kept there");
        });
    }
}
