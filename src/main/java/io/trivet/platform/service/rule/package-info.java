/**
 * What a description of a cluster that a service runs must not say: one class a subject;
 * {@link io.trivet.platform.service.rule.ServiceSubject} runs them all.
 */
@NullMarked
package io.trivet.platform.service.rule;

import org.jspecify.annotations.NullMarked;
