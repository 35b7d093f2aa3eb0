/** Brokers on EC2, on machines of our own: what a running cluster cannot take there, and what it costs. */
@NullMarked
package io.trivet.platform.ec2;

import org.jspecify.annotations.NullMarked;
