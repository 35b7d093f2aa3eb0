/** The files of described applications, one class for each form. */
@NullMarked
package io.trivet.process.client;

import org.jspecify.annotations.NullMarked;
