/**
 * A node as a process on this machine: its folder and files, its command, its ports, its log, its life. It uses
 * artifacts, and knows no cluster.
 */
@NullMarked
package io.trivet.edge.local.process;

import org.jspecify.annotations.NullMarked;
