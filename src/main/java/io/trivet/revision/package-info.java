/** Files as they were at a revision of git. */
@NullMarked
package io.trivet.revision;

import org.jspecify.annotations.NullMarked;
