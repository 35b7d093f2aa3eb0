package io.trivet.sink;

import java.time.Duration;

/**
 * How long a request waits until it is sent again: twice as long each time, up to a bound.
 *
 * @param first before the first time
 * @param most before any
 */
record Backoff(Duration first, Duration most) {
    /**
     * Between half and the whole of what the attempt stands for.
     *
     * @param attempt how often it was sent again already, from 0
     * @param chance from 0 to 1, so that those who wait together do not come back together
     */
    Duration before(int attempt, double chance) {
        double whole = Math.min(first.toMillis() * Math.pow(2, attempt), most.toMillis());
        return Duration.ofMillis(Math.round(whole * (1 + chance) / 2));
    }
}
