/** What an AWS account has, offers and lets, read and never changed: the only package that knows the AWS SDK. */
@NullMarked
package io.trivet.edge.account;

import org.jspecify.annotations.NullMarked;
