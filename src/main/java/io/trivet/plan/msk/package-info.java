/** What a description asks of Amazon MSK. */
@NullMarked
package io.trivet.plan.msk;

import org.jspecify.annotations.NullMarked;
