/** What watches a cluster: the golden metrics, once, and what each tool needs to read and to show them. */
@NullMarked
package io.trivet.monitor;

import org.jspecify.annotations.NullMarked;
