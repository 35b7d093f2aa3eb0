/** Users of a cluster that runs: their ACLs and quotas, asked for, compared with what is described, and ordered. */
@NullMarked
package io.trivet.operate.access;

import org.jspecify.annotations.NullMarked;
