/** What a cluster says of itself when it is asked about all that it is: facts, with nothing made of them yet. */
@NullMarked
package io.trivet.operate.found;

import org.jspecify.annotations.NullMarked;
