/**
 * What a description of a cluster on Amazon MSK must not say: one class a subject;
 * {@link io.trivet.platform.msk.rule.MskSubject} runs them all.
 */
@NullMarked
package io.trivet.platform.msk.rule;

import org.jspecify.annotations.NullMarked;
