package io.trivet.edge.local.artifact;

import java.nio.file.Path;

/** What Trivet keeps per user, for all stacks; everything in it can be made anew. */
public final class Cache {
    private Cache() {}

    /** {@code ~/.cache/trivet}, or where XDG_CACHE_HOME says. */
    public static Path folder() {
        String described = System.getenv("XDG_CACHE_HOME");
        Path caches = described == null || described.isBlank()
                ? Path.of(System.getProperty("user.home"), ".cache")
                : Path.of(described);
        return caches.resolve("trivet").toAbsolutePath();
    }
}
