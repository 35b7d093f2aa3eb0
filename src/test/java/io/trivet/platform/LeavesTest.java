package io.trivet.platform;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class LeavesTest {
    @Test
    void a_pointer_keeps_slashes_and_tildes_of_names() {
        String pointer = Leaves.child(Leaves.child("/topics", "a/b~c"), "settings");

        assertThat(pointer).isEqualTo("/topics/a~1b~0c/settings");
        assertThat(Leaves.keys(pointer)).containsExactly("topics", "a/b~c", "settings");
    }
}
