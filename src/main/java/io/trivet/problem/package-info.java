/** What is wrong with an input: where, what was found, what must be, and how to mend it. */
@NullMarked
package io.trivet.problem;

import org.jspecify.annotations.NullMarked;
