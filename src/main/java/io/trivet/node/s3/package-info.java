/** The bucket of a cluster as a node reads and writes it, with what the JDK has and nothing else. */
@NullMarked
package io.trivet.node.s3;

import org.jspecify.annotations.NullMarked;
