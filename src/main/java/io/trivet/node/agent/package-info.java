/** The agent on a machine of EC2: a service that brings its node to what the bucket says, and reports there. */
@NullMarked
package io.trivet.node.agent;

import org.jspecify.annotations.NullMarked;
