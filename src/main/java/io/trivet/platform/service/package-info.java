/** Brokers that a service runs: what stands around them. */
@NullMarked
package io.trivet.platform.service;

import org.jspecify.annotations.NullMarked;
