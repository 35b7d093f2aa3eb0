/** The files of consoles, on which people look at a cluster, one class for each program. */
@NullMarked
package io.trivet.process.console;

import org.jspecify.annotations.NullMarked;
