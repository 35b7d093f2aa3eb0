/**
 * Plans, problems and states as text, JSON, Markdown and SVG: values in, a string out, and the only place that knows
 * about colour. Every string ends in a line feed.
 */
@NullMarked
package io.trivet.show;

import org.jspecify.annotations.NullMarked;
