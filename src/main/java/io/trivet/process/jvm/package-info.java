/** Options of a JVM that a person may describe, and what the JVM of a node takes. */
@NullMarked
package io.trivet.process.jvm;

import org.jspecify.annotations.NullMarked;
