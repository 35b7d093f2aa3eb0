/** Connectors that workers run: what differs from their description, and the orders that make it so. */
@NullMarked
package io.trivet.operate.connectors;

import org.jspecify.annotations.NullMarked;
