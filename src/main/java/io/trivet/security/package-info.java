/** Who may do what with a cluster, as data; never a secret. */
@NullMarked
package io.trivet.security;

import org.jspecify.annotations.NullMarked;
