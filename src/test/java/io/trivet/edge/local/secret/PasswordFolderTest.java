package io.trivet.edge.local.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trivet.operate.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PasswordFolderTest {
    @TempDir
    private Path home;

    private PasswordFolder passwords() {
        return new PasswordFolder(home.resolve("a/b"));
    }

    @Test
    void a_password_is_random_and_lies_in_a_file_of_its_owner_before_it_is_told() throws Failure, IOException {
        PasswordFolder passwords = passwords();

        String made = passwords.make("shop");

        // 256 bits in letters of six bits each.
        assertThat(made).matches("[A-Za-z0-9_-]{43}").isNotEqualTo(passwords.make("till"));
        assertThat(home.resolve("a/b/shop.next")).hasContent(made);
        assertThat(passwords.users()).isEmpty();
        passwords.keep("shop");
        assertThat(home.resolve("a/b/shop.next")).doesNotExist();
        assertThat(Files.readString(passwords.of("shop"))).isEqualTo(made);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(passwords.of("shop"))))
                .isEqualTo("rw-------");
        assertThat(passwords.users()).containsExactly("shop");
    }

    @Test
    void until_a_cluster_knows_the_next_one_the_one_before_is_kept() throws Failure {
        PasswordFolder passwords = passwords();
        String first = passwords.make("shop");
        passwords.keep("shop");

        String second = passwords.make("shop");

        assertThat(passwords.of("shop")).hasContent(first);
        passwords.keep("shop");
        assertThat(passwords.of("shop")).hasContent(second);
    }

    @Test
    void of_a_user_that_has_none_any_more_nothing_is_left() throws Failure, IOException {
        PasswordFolder passwords = passwords();
        passwords.make("shop");
        passwords.keep("shop");
        passwords.make("shop");

        passwords.forget("shop");
        passwords.forget("shop");

        assertThat(passwords.folder()).isEmptyDirectory();
    }

    @Test
    void names_with_dots_are_kept_apart_and_in_the_folder() throws Failure {
        PasswordFolder passwords = passwords();
        List<String> names = List.of("shop", "shop.next", "shop.password", ".", "..", "-");

        for (String name : names) {
            passwords.make(name);
            passwords.keep(name);
        }

        assertThat(passwords.users()).isEqualTo(new TreeSet<>(names));
    }

    @Test
    void a_folder_that_is_a_file_is_told() throws IOException {
        PasswordFolder passwords = new PasswordFolder(Files.writeString(home.resolve("file"), "text"));

        assertThatThrownBy(() -> passwords.make("shop")).isInstanceOf(Failure.class);
        assertThat(home.resolve("file")).hasContent("text");
    }
}
