package io.trivet.process;

import io.trivet.stack.OnEc2;
import java.util.Collections;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Jars of others for brokers and controllers, or for workers of Connect, as one file to fetch: a jar, or an archive of
 * jars.
 *
 * @param name as described
 * @param artifact its coordinates on Maven Central; empty where an address is described
 * @param url of the file
 * @param sha512 of the file, in lower case
 */
public record Plugin(String name, Optional<String> artifact, String url, String sha512) {
    /** Maven Central, as Maven itself knows it. */
    private static final String CENTRAL = "https://repo.maven.apache.org/maven2/";

    /** Where all plugins of a node lie on EC2, each in a folder of its own; {@code boot.sh} knows it, too. */
    public static final String FOLDERS = "/opt/kafka-plugins";

    private static final int DIGITS = 16;

    /** What can be part of the name of a folder, a unit of systemd and a class path, whatever reads it. */
    public static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?");

    /** Group, artifact and version of a jar. */
    public static final Pattern ARTIFACT = Pattern.compile("[A-Za-z0-9_.-]+:[A-Za-z0-9_.-]+:[A-Za-z0-9_.+-]+");

    /** The address of a jar, or of an archive of jars. */
    public static final Pattern URL = FileAddress.endingIn("jar|tgz|tar\\.gz|zip");

    /** SHA-512 in hexadecimal digits. */
    public static final Pattern SHA512 = Pattern.compile("[0-9A-Fa-f]{128}");

    /** Where the one file of a plugin is on Maven Central or elsewhere; empty for what says neither or both. */
    public static Optional<String> url(OnEc2.Plugin described) {
        if (described.artifact().isPresent() == described.url().isPresent()) {
            return Optional.empty();
        }
        return described
                .url()
                .or(() -> described
                        .artifact()
                        .filter(artifact -> ARTIFACT.matcher(artifact).matches())
                        .map(artifact -> artifact.split(":"))
                        .map(parts -> CENTRAL + parts[0].replace('.', '/') + "/" + parts[1] + "/" + parts[2] + "/"
                                + parts[1] + "-" + parts[2] + ".jar"));
    }

    /** The plugins of brokers and controllers that have a form in which they can be fetched, by name. */
    public static SortedMap<String, Plugin> of(OnEc2 stack) {
        return of(stack.kafka().plugins());
    }

    /** Those that have a form in which they can be fetched, by name. */
    static SortedMap<String, Plugin> of(SortedMap<String, OnEc2.Plugin> all) {
        SortedMap<String, Plugin> plugins = new TreeMap<>();
        all.forEach((name, described) -> url(described)
                .filter(url -> URL.matcher(url).matches()
                        && NAME.matcher(name).matches()
                        && SHA512.matcher(described.sha512()).matches())
                .ifPresent(url -> plugins.put(
                        name,
                        new Plugin(
                                name,
                                described.artifact(),
                                url,
                                described.sha512().toLowerCase(Locale.ROOT)))));
        return Collections.unmodifiableSortedMap(plugins);
    }

    /** Where it comes from and the beginning of its checksum, for people. */
    public String title() {
        return artifact.orElse(url) + ", SHA-512 " + sha512.substring(0, DIGITS) + "\u2026";
    }

    /** The name of the file. */
    public String file() {
        return url.substring(url.lastIndexOf('/') + 1);
    }

    /** Where its jars lie on EC2: another file is another folder, so that one that a process runs from stays. */
    public String folder() {
        return FOLDERS + "/" + name + "-" + sha512.substring(0, DIGITS);
    }

    /** Its place among the copies of a cluster: files of two plugins may have one name. */
    public String copy() {
        return sha512.substring(0, DIGITS) + "/" + file();
    }

    /** The file that says to the scripts of a node what must be there. */
    static Optional<ConfigFile> list(SortedMap<String, Plugin> plugins) {
        StringBuilder lines = new StringBuilder();
        plugins.values()
                .forEach(plugin -> lines.append(plugin.folder())
                        .append(' ')
                        .append(plugin.url())
                        .append(' ')
                        .append(plugin.sha512())
                        .append(' ')
                        .append(plugin.copy())
                        .append('\n'));
        return plugins.isEmpty()
                ? Optional.empty()
                : Optional.of(new ConfigFile("/etc/trivet/plugins", lines.toString()));
    }
}
