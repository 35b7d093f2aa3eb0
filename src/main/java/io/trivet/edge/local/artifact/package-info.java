/**
 * The programs that nodes run, fetched into the local Maven repository once, and the files that are kept per user: the
 * lowest part of this edge, which knows neither processes nor clusters.
 */
@NullMarked
package io.trivet.edge.local.artifact;

import org.jspecify.annotations.NullMarked;
