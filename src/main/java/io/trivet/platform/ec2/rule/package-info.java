/**
 * What a description of a cluster on EC2 must not say: one class a subject;
 * {@link io.trivet.platform.ec2.rule.Ec2Subject} runs them all.
 */
@NullMarked
package io.trivet.platform.ec2.rule;

import org.jspecify.annotations.NullMarked;
