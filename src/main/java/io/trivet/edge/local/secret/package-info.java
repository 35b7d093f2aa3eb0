/** What only this machine may know of a cluster on it: its authority, and certificates with their keys. */
@NullMarked
package io.trivet.edge.local.secret;

import org.jspecify.annotations.NullMarked;
