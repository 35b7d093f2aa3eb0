/** Faults under load, and the proof that nothing acknowledged was lost. */
@NullMarked
package io.trivet.drill;

import org.jspecify.annotations.NullMarked;
