/**
 * Who runs the brokers, with nothing left open: what is different about EC2, Amazon MSK and services, and only that.
 * Each has a package of its own with its tables, limits, refusals and, beneath, its checks; here is what they have in
 * common: what a change means ({@link io.trivet.platform.Reason}), what a month costs, and what checks of every
 * description ask of a platform.
 */
@NullMarked
package io.trivet.platform;

import org.jspecify.annotations.NullMarked;
