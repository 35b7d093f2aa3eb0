/** What a change means for a cluster that runs, whether it may go on, and the questions and orders to its servers. */
@NullMarked
package io.trivet.operate;

import org.jspecify.annotations.NullMarked;
