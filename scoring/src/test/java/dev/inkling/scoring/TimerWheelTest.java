package dev.inkling.scoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Timers, against a sorted list. */
class TimerWheelTest {
    private static final int TIMERS = 40;

    private long order;

    private record Timer(int number, long deadline, long order) {
    }

    @Property(tries = 300)
    void shouldFireByDeadlineThenInTheOrderOfSetting(@ForAll final long seed) throws StateException {
        final Random random = new Random(seed);
        TimerWheel wheel = new TimerWheel(TIMERS);
        final List<Timer> model = new ArrayList<>();
        // Half of the runs begin at a time as large as ours.
        long now = random.nextBoolean() ? 0 : Shop.T0;
        for (int step = 0; step < 400; step++) {
            final int number = random.nextInt(TIMERS);
            if (random.nextInt(10) == 0) {
                wheel = reloaded(wheel);
            }
            switch (random.nextInt(4)) {
                case 0:
                    model.removeIf(t -> t.number() == number);
                    wheel.cancel(number);
                    break;
                case 1:
                    now += jump(random);
                    advance(wheel, model, now, random);
                    break;
                default:
                    set(wheel, model, number, Math.max(0, now + jump(random) - (random.nextInt(4) == 0 ? 500 : 0)));
                    break;
            }
            assertEquals(model.size(), wheel.size());
        }
        advance(wheel, model, TimerWheel.MAX_DEADLINE, new Random(seed) {
            private static final long serialVersionUID = 1L;

            @Override
            public int nextInt(final int bound) {
                return 1;
            }
        });
        assertEquals(0, wheel.size());
    }

    private static TimerWheel reloaded(final TimerWheel wheel) throws StateException {
        final MemoryState state = new MemoryState();
        wheel.save(state, TIMERS);
        final TimerWheel loaded = new TimerWheel(TIMERS);
        loaded.load(state, TIMERS);
        return loaded;
    }

    private static long jump(final Random random) {
        return random.nextLong(1L << random.nextInt(1, 36)) >>> random.nextInt(8);
    }

    private void set(final TimerWheel wheel, final List<Timer> model, final int number, final long deadline) {
        model.removeIf(t -> t.number() == number);
        model.add(new Timer(number, deadline, order++));
        wheel.set(number, deadline);
        assertEquals(deadline, wheel.deadline(number));
    }

    private void advance(final TimerWheel wheel, final List<Timer> model, final long now, final Random random) {
        while (true) {
            final Timer due = model.stream().filter(t -> t.deadline() <= now)
                .min(Comparator.comparingLong(Timer::deadline).thenComparingLong(Timer::order)).orElse(null);
            assertEquals(due == null ? TimerWheel.NONE : due.number(), wheel.poll(now), () -> "at " + now);
            if (due == null) {
                return;
            }
            model.remove(due);
            assertFalse(wheel.isSet(due.number()));
            if (random.nextInt(4) == 0) {
                // Set anew while time passes, before and behind the time asked for.
                set(wheel, model, due.number(), Math.max(0, now - 100 + random.nextInt(200)));
            }
        }
    }

    @Test
    void shouldTakeTheLastMillisecondThereIs() {
        final TimerWheel wheel = new TimerWheel(2);
        wheel.set(0, TimerWheel.MAX_DEADLINE);
        wheel.set(1, -5);
        assertEquals(1, wheel.poll(0));
        assertEquals(TimerWheel.NONE, wheel.poll(TimerWheel.MAX_DEADLINE - 1));
        assertEquals(0, wheel.poll(TimerWheel.MAX_DEADLINE));
    }
}
