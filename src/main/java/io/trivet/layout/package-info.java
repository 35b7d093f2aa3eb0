/** Pure placement: zones, nodes, ids, addresses and names, all computed from the description by arithmetic. */
@NullMarked
package io.trivet.layout;

import org.jspecify.annotations.NullMarked;
