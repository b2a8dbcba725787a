package dev.inkling.ring;

import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.Sequence;

/**
 * Runs the handlers on the thread that offers, batch by batch as a handler's thread would. An offer made from within, by a wake-up
 * that drains, is left to the run that is under way. Confined to one thread.
 */
final class Invoker {
    private final RingBuffer<Slot> ring;
    private final SharedHandler handler;
    private final int batchSlots;
    private final Sequence handled;
    private boolean running;

    /**
     * Over a ring that is gated by {@code handled}.
     *
     * @param ring       of the slots
     * @param handler    all three
     * @param batchSlots most slots at a time
     * @param handled    last slot finished
     */
    Invoker(final RingBuffer<Slot> ring, final SharedHandler handler, final int batchSlots, final Sequence handled) {
        this.ring = ring;
        this.handler = handler;
        this.batchSlots = batchSlots;
        this.handled = handled;
    }

    /** Handles all that is published. */
    void run() {
        if (running) {
            return;
        }
        running = true;
        try {
            long next = handled.get() + 1;
            while (next <= ring.getCursor()) {
                final long end = Math.min(ring.getCursor(), next + batchSlots - 1);
                for (; next <= end; next++) {
                    handler.onEvent(ring.get(next), next, next == end);
                }
                handled.set(end);
            }
        } finally {
            running = false;
        }
    }
}
