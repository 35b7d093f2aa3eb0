/**
 * What New Relic needs to watch a stack: a Prometheus that sends it what it reads and alerts on, conditions, a
 * dashboard.
 */
@NullMarked
package io.trivet.monitor.newrelic;

import org.jspecify.annotations.NullMarked;
