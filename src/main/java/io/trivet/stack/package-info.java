/**
 * What a person wrote: the description of one stack as records, read from its file with the position of every value,
 * and the checks that need nothing but the description itself.
 */
@NullMarked
package io.trivet.stack;

import org.jspecify.annotations.NullMarked;
