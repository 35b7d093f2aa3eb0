/** How far consumer groups are behind, and what their way of reading says of them. */
@NullMarked
package io.trivet.operate.lag;

import org.jspecify.annotations.NullMarked;
