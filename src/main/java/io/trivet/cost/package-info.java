/** What a cluster costs in a month, from a table of list prices that carries its date. */
@NullMarked
package io.trivet.cost;

import org.jspecify.annotations.NullMarked;
