/** The whole of what a description comes to: nodes, files, records, topics. */
@NullMarked
package io.trivet.plan;

import org.jspecify.annotations.NullMarked;
