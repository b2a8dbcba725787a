package dev.inkling.perf.simulate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import dev.inkling.journal.Journal;
import dev.inkling.journal.QueueName;

/** Memory that plays a disk: frames of each queue, and how many of them were synced. What was not is lost from a point on, or in holes. */
final class MemoryMedium implements Medium {
    private final Chance chance;
    private final Trace trace;
    private final Canary canary;
    private Map<QueueName, List<byte[]>> queues = new EnumMap<>(QueueName.class);
    private final Map<QueueName, Integer> synced = new EnumMap<>(QueueName.class);
    private Map<QueueName, List<byte[]>> struck;
    private int epoch;

    /**
     * An empty medium.
     *
     * @param chance of the run
     * @param trace  of the run
     * @param canary what it does wrong
     */
    MemoryMedium(final Chance chance, final Trace trace, final Canary canary) {
        this.chance = chance;
        this.trace = trace;
        this.canary = canary;
        for (final QueueName name : QueueName.values()) {
            queues.put(name, new ArrayList<>());
            synced.put(name, 0);
        }
    }

    @Override
    public Journal open() {
        if (canary != Canary.KEEP_EPOCH || epoch == 0) {
            epoch++;
        }
        return SimulatedJournal.open(queues, epoch, chance.oneIn(2), canary != Canary.NO_VOID, this::synced);
    }

    @Override
    public void appended(final QueueName queue) {
        // nothing to note: the list grew
    }

    @Override
    public void synced(final QueueName queue) {
        synced.put(queue, queues.get(queue).size());
    }

    @Override
    public void prepareTear() {
        // the frame is damaged when it is there
    }

    @Override
    public void strike(final QueueName queue, final StoredFrame torn) {
        struck = new EnumMap<>(QueueName.class);
        queues.forEach((name, frames) -> struck.put(name, new ArrayList<>(frames)));
        if (torn != null) {
            final List<byte[]> frames = struck.get(queue);
            frames.set(frames.size() - 1, damaged(torn.bytes()));
        }
    }

    @Override
    public void stopped() {
        struck = null;
    }

    @Override
    public void bury(final boolean isPowerLost) {
        queues = struck;
        struck = null;
        if (isPowerLost) {
            queues.forEach(this::lose);
        }
    }

    private void lose(final QueueName name, final List<byte[]> frames) {
        int kept = synced.get(name);
        if (canary == Canary.LOSE_SYNCED && name == QueueName.EVENTS && kept > 0) {
            kept--;
        }
        final int unsynced = frames.size() - kept;
        if (unsynced == 0) {
            return;
        }
        int lost = 0;
        if (chance.oneIn(2)) {
            final int from = canary == Canary.LOSE_SYNCED ? kept : kept + chance.below(unsynced + 1);
            lost = frames.size() - from;
            frames.subList(from, frames.size()).clear();
        } else {
            final int times = chance.between(1, 6);
            for (int i = kept; i < frames.size(); i++) {
                if (chance.oneIn(times)) {
                    frames.set(i, damaged(frames.get(i)));
                    lost++;
                }
            }
        }
        trace.fault(Fault.LOST_PIECES, lost);
        trace.note("power takes %d of %d unsynced frames of %s", lost, unsynced, name.folder());
    }

    /** What is left of a frame: its first bytes, zeros behind them. */
    private byte[] damaged(final byte[] frame) {
        final int kept = chance.below(frame.length - 8);
        final byte[] left = Arrays.copyOf(Arrays.copyOf(frame, kept), frame.length);
        // a frame may end in zeros: what is left must differ, also when it is damaged once more
        left[frame.length - 1] = (byte) (frame[frame.length - 1] + 1);
        return left;
    }

    @Override
    public void close() {
        // nothing outside of memory
    }
}
