package io.trivet.platform.move;

/**
 * What of a description another platform cannot honour.
 *
 * @param path of the description, {@code brokers.volume.type}
 * @param was what is described there, or what follows from its absence
 * @param lost what does not hold there any more, as a sentence
 * @param instead what to write or to do, as the end of "Instead: …"
 */
public record Loss(String path, String was, String lost, String instead) {}
