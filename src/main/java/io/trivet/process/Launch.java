package io.trivet.process;

import io.trivet.stack.DataSize;
import java.util.List;
import java.util.Optional;

/**
 * How a process of a node is started: {@code java @jvm.options <main class> <arguments>}, in the folder of its
 * configuration, with the class path and the exporter's agent that the site puts in front.
 *
 * @param name of the process on its node, and of its systemd unit
 * @param software what must be on the class path
 * @param arguments of the program, relative to {@code folder}; the first is the file of its settings
 * @param folder working directory, where the configuration lies
 * @param dataFolder where the data lies; everything else can be made anew
 * @param exporterPort standard port of the JMX exporter, where the process has one
 * @param memory what the process holds once it serves: heap, and what the JVM needs beside it
 */
public record Launch(
        String name,
        Software software,
        String mainClass,
        List<String> arguments,
        String folder,
        String dataFolder,
        Optional<Integer> exporterPort,
        DataSize memory) {
    /** Path of the file of its settings. */
    public String settings() {
        return folder + "/" + arguments.get(0);
    }

    /** The same process with its data in another folder. */
    public Launch withDataIn(String folderOfData) {
        return new Launch(name, software, mainClass, arguments, folder, folderOfData, exporterPort, memory);
    }
}
