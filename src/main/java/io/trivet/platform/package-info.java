/**
 * Who runs the brokers: what each platform has, takes and refuses, and only that. Here stands what checks of every
 * description ask of a platform; each platform has a package, and its own checks in {@code rule} beneath.
 */
@NullMarked
package io.trivet.platform;

import org.jspecify.annotations.NullMarked;
