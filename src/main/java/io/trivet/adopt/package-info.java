/**
 * What a cluster that runs comes to as a description, and what of it a description cannot hold. Nothing is asked here:
 * {@link io.trivet.operate.Survey} and {@code edge.account} have asked.
 */
@NullMarked
package io.trivet.adopt;

import org.jspecify.annotations.NullMarked;
