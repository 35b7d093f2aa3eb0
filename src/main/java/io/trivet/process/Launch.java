package io.trivet.process;

import io.trivet.stack.DataSize;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How a process of a node is started: {@code java @jvm.options <main class> <arguments>}, in the folder of its
 * configuration, with the class path and the exporter's agent that the site puts in front.
 *
 * @param name of the process on its node, and of its systemd unit
 * @param software what must be on the class path
 * @param arguments of the program, relative to {@code folder}; the first is the file of its settings
 * @param folder working directory, where the configuration lies
 * @param dataFolder where the data lies; everything else can be made anew
 * @param moreFolders where more of it lies, each on a volume of its own; none for most
 * @param exporter of its metrics, where the process has one
 * @param plugins jars of others that are on the class path besides, by name
 * @param loadsPlugins whether the program loads these itself, each apart from the others, and they are on no class path
 * @param memory what the process holds once it serves: heap, and what the JVM needs beside it
 */
public record Launch(
        String name,
        Software software,
        String mainClass,
        List<String> arguments,
        String folder,
        String dataFolder,
        List<String> moreFolders,
        Optional<Exporter> exporter,
        SortedMap<String, Plugin> plugins,
        boolean loadsPlugins,
        DataSize memory) {
    public Launch {
        moreFolders = List.copyOf(moreFolders);
        plugins = Collections.unmodifiableSortedMap(plugins);
    }

    /**
     * The folders of data beside the first, {@code /var/lib/kafka-2} and so on; {@code boot.sh} knows this form.
     *
     * @param first the first folder
     * @param volumes how many there are, with the first
     */
    static List<String> more(String first, int volumes) {
        return IntStream.rangeClosed(2, volumes)
                .mapToObj(number -> first + "-" + number)
                .toList();
    }

    /** All folders of data, one for each volume. */
    public List<String> dataFolders() {
        List<String> folders = new ArrayList<>(List.of(dataFolder));
        folders.addAll(moreFolders);
        return List.copyOf(folders);
    }

    /** What java takes as its class path on EC2. */
    String classPath() {
        return Stream.concat(
                        Stream.of(software.product().jars()),
                        plugins.values().stream()
                                .filter(plugin -> !loadsPlugins)
                                .map(Plugin::folder))
                .map(folder -> folder + "/*")
                .collect(Collectors.joining(":"));
    }

    /** The same process without jars of others and further volumes. */
    public Launch alone() {
        return new Launch(
                name,
                software,
                mainClass,
                arguments,
                folder,
                dataFolder,
                List.of(),
                exporter,
                Collections.emptySortedMap(),
                loadsPlugins,
                memory);
    }

    /** Path of the file of its settings. */
    public String settings() {
        return folder + "/" + arguments.get(0);
    }

    /** The same process with its data in another folder. */
    public Launch withDataIn(String folderOfData) {
        return new Launch(
                name,
                software,
                mainClass,
                arguments,
                folder,
                folderOfData,
                more(folderOfData, 1 + moreFolders.size()),
                exporter,
                plugins,
                loadsPlugins,
                memory);
    }
}
