/** What runs on a node, one class each: its files, its command, its ports. */
@NullMarked
package io.trivet.process;

import org.jspecify.annotations.NullMarked;
