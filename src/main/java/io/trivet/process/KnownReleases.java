package io.trivet.process;

import io.trivet.problem.Resource;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Checksums of the releases that nodes fetch from their makers: the host that serves one is no witness of it. */
public final class KnownReleases {
    private static final SortedMap<String, String> SHA512 = new TreeMap<>();

    static {
        for (String row : Resource.rows(KnownReleases.class, "releases.txt")) {
            int space = row.indexOf(' ');
            SHA512.put(row.substring(0, space), row.substring(space + 1));
        }
    }

    private KnownReleases() {}

    /** SHA-512 of the file of that name, in hexadecimal digits. */
    public static Optional<String> sha512(String file) {
        return Optional.ofNullable(SHA512.get(file));
    }
}
