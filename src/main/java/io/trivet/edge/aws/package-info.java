/** A plan as resources on AWS, one for one: the only package that knows Pulumi. It decides nothing. */
@NullMarked
package io.trivet.edge.aws;

import org.jspecify.annotations.NullMarked;
