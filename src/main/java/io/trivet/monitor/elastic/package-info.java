/**
 * What the Elastic Stack needs to watch a stack: the module that reads the exporters, rules and dashboards of Kibana.
 */
@NullMarked
package io.trivet.monitor.elastic;

import org.jspecify.annotations.NullMarked;
