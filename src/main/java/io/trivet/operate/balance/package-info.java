/** Where the copies of partitions lie when every broker holds and leads as many, and how a cluster gets there. */
@NullMarked
package io.trivet.operate.balance;

import org.jspecify.annotations.NullMarked;
