package io.trivet.kafka;

import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A class as its file in a jar says it.
 *
 * @param name as settings write it, {@code org.example.Quotas}, {@code org.example.Quotas$Static}
 * @param above its superclass and its interfaces, not those above them
 * @param concrete whether it is neither abstract nor an interface
 * @param open whether Kafka, which names no arguments, can make one: it is public, and so is such a constructor
 * @param texts that stand in it, among them the names of the settings that it reads
 */
public record JarClass(String name, List<String> above, boolean concrete, boolean open, SortedSet<String> texts) {
    public JarClass {
        above = List.copyOf(above);
        texts = Collections.unmodifiableSortedSet(new TreeSet<>(texts));
    }
}
