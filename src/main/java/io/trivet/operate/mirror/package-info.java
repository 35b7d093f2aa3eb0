/** What mirrors have copied, and where consumer groups go on that move from one cluster to the other. */
@NullMarked
package io.trivet.operate.mirror;

import org.jspecify.annotations.NullMarked;
