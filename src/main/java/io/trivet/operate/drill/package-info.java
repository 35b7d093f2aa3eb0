/**
 * Writes to a cluster of which each is followed to the end, while something happens to it: nothing that was
 * acknowledged may be lost.
 */
@NullMarked
package io.trivet.operate.drill;

import org.jspecify.annotations.NullMarked;
