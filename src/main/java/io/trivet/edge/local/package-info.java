/** The cluster of a plan as real processes on this machine; the only package that starts processes. */
@NullMarked
package io.trivet.edge.local;

import org.jspecify.annotations.NullMarked;
