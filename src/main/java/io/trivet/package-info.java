/** Kafka over three availability zones from one description: {@link io.trivet.App} is the Pulumi program. */
@NullMarked
package io.trivet;

import org.jspecify.annotations.NullMarked;
