/**
 * The cluster of a plan on this machine, and what is done to it: it uses processes and artifacts, and neither of them
 * knows it.
 */
@NullMarked
package io.trivet.edge.local.cluster;

import org.jspecify.annotations.NullMarked;
