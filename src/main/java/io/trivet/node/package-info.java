/** The agent: brings the files of nodes to what they must be, and restarts what must be, when that is safe. */
@NullMarked
package io.trivet.node;

import org.jspecify.annotations.NullMarked;
