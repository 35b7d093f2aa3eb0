/**
 * Lambdas written out as classes before a program starts. Scala's are serializable, for which the JVM spins a class at
 * each start anew: 750 in a broker, a seventh of the processor time of its start. No archive of classes holds such (JDK
 * 17, {@code java.lang.invoke.LambdaProxyClassArchive}); written out, they are classes like any other.
 */
@NullMarked
package io.trivet.edge.local.desugar;

import org.jspecify.annotations.NullMarked;
