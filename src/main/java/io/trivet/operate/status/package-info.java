/** How a cluster is that runs, judged from what it says of itself. */
@NullMarked
package io.trivet.operate.status;

import org.jspecify.annotations.NullMarked;
