/** The description of one platform as it would be on another, and what of it is lost on the way. */
@NullMarked
package io.trivet.platform.move;

import org.jspecify.annotations.NullMarked;
