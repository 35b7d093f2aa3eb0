/**
 * How the Pulumi program is started. Pulumi's host starts {@code java -jar target/trivet.jar} without any option, so
 * what it starts is {@link io.trivet.start.Start}, which starts the program itself as a child with the options that
 * suit it.
 */
@NullMarked
package io.trivet.start;

import org.jspecify.annotations.NullMarked;
