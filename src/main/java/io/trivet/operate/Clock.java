package io.trivet.operate;

import java.time.Duration;

/** Time as a wait knows it. */
public interface Clock {
    /** That of this machine. */
    Clock SYSTEM = new Clock() {
        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public long epochMillis() {
            return System.currentTimeMillis();
        }

        @Override
        public void pause(Duration time) throws InterruptedException {
            Thread.sleep(time.toMillis());
        }
    };

    /** Of use only beside another one. */
    long nanos();

    /** Milliseconds since 1970, as other machines stamp what they write. */
    long epochMillis();

    /** Returns when that time has passed. */
    void pause(Duration time) throws InterruptedException;
}
