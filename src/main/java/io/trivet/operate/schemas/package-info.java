/** Schemas that registries hold: what differs from their description, and the orders that make it so. */
@NullMarked
package io.trivet.operate.schemas;

import org.jspecify.annotations.NullMarked;
