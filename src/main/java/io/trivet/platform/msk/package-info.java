/** Amazon MSK: what each of its flavours takes, its versions, broker types, ports and quotas. */
@NullMarked
package io.trivet.platform.msk;

import org.jspecify.annotations.NullMarked;
