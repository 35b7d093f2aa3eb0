/** Presets of clients measured on a cluster that runs: bytes a record, records a second, and how long one takes. */
@NullMarked
package io.trivet.operate.bench;

import org.jspecify.annotations.NullMarked;
