/** The command line: parse, call, print, exit code. */
@NullMarked
package io.trivet.cli;

import org.jspecify.annotations.NullMarked;
