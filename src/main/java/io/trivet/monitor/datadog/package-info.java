/** What Datadog needs to watch a stack: the check that reads the exporters, monitors and dashboards. */
@NullMarked
package io.trivet.monitor.datadog;

import org.jspecify.annotations.NullMarked;
