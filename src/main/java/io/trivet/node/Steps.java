package io.trivet.node;

/** Hears what an agent does. */
public interface Steps {
    /**
     * It does, or has done, something.
     *
     * @param node {@code broker4}, or several with commas between
     * @param step in one word: {@code dynamic}, {@code restart}, {@code waiting}, {@code done}
     * @param detail in words; may be empty
     */
    void step(String node, String step, String detail);
}
