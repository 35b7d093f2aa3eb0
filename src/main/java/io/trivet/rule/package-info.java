/**
 * What no description may say, whatever its platform: every rule has a stable id, and refuses or warns before anything
 * is deployed. One class a subject; {@link io.trivet.rule.Rules} runs them all, and the platform's own.
 */
@NullMarked
package io.trivet.rule;

import org.jspecify.annotations.NullMarked;
