/** Expressions of PromQL taken apart, for tools that ask in other words. */
@NullMarked
package io.trivet.monitor.query;

import org.jspecify.annotations.NullMarked;
