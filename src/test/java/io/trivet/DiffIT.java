package io.trivet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A repository made, edited and compared through the packaged command. */
final class DiffIT {
    @TempDir
    Path folder;

    @Test
    void an_edit_is_told_as_the_reviewer_will_read_it() throws Exception {
        Repository repository = Repository.in(folder);
        Trivet trivet = new Trivet(repository.home());
        repository.edit(
                "cluster.yaml", "log.retention.hours: 168", "log.retention.hours: 168\n    queued.max.requests: 900");

        Trivet.Ran ran = trivet.run("diff", "prod-us-east-1", "--exit-code");

        assertThat(ran.err()).isEmpty();
        assertThat(ran.code()).isEqualTo(3);
        assertThat(ran.out()).startsWith("""
                prod-us-east-1  rolling restart
                  6 brokers restart in 3 steps, about 2 min in all.

                  + brokers queued.max.requests  900  rolling restart  setting-static

                  step 1  us-east-1a  broker1 and broker4  restart  40 s  \
                """);
        assertThat(trivet.run("diff", "--base", "nowhere").code()).isEqualTo(1);
        assertThat(trivet.run("diff", "--format", "markdown", "dev").out()).startsWith("<!-- trivet diff 1 of 1 -->\n");
    }
}
