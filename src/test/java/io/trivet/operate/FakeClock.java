package io.trivet.operate;

import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;

/** Time that passes only where something waits, and with it what was meant to happen by then. */
public final class FakeClock implements Clock {
    private final Queue<Event> events = new PriorityQueue<>(Comparator.comparing(Event::at));
    private Duration now = Duration.ZERO;

    private record Event(Duration at, Runnable happens) {}

    /** Something happens when so much time has passed from the beginning. */
    public void at(Duration time, Runnable happens) {
        events.add(new Event(time, happens));
    }

    /** What has passed since the beginning. */
    public Duration now() {
        return now;
    }

    @Override
    public long nanos() {
        return now.toNanos();
    }

    @Override
    public long epochMillis() {
        return now.toMillis();
    }

    @Override
    public void pause(Duration time) {
        now = now.plus(time);
        while (!events.isEmpty() && events.peek().at().compareTo(now) <= 0) {
            events.remove().happens().run();
        }
    }
}
