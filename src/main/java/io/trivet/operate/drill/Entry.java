package io.trivet.operate.drill;

/**
 * A record as a consumer read it.
 *
 * @param partition where it was
 * @param offset where it was in that partition
 * @param id that its writer gave it
 */
public record Entry(int partition, long offset, long id) {}
