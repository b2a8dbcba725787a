package dev.inkling.ring;

import com.lmax.disruptor.RingBuffer;
import dev.inkling.journal.DiskLowException;
import dev.inkling.journal.Fact;
import dev.inkling.journal.FrameAppender;
import dev.inkling.journal.Frames;
import dev.inkling.journal.Journal;
import dev.inkling.journal.MomentFrame;
import dev.inkling.journal.PersonalSealer;
import dev.inkling.journal.QueueName;
import dev.inkling.journal.TakenOverException;
import dev.inkling.journal.codec.ConfigurationDecoder;
import dev.inkling.journal.codec.DeadLetterDecoder;
import dev.inkling.journal.codec.MomentEventDecoder;
import dev.inkling.journal.codec.TickDecoder;

/**
 * First of the three: ends duplicates, stamps sequence and time, appends. An id is remembered only after its frame is in the journal,
 * and a frame that could not be appended is refused, along with all that follow. Confined to one thread.
 */
final class JournalHandler {
    private final FrameAppender events;
    private final FrameAppender deadLetters;
    private final DedupTable dedup;
    private final SlotsAhead ahead;
    /** Null in event mode, where the frames bring the time. */
    private final JournalClock clock;
    /** No frame is stamped with less: the decisions queue may know a later time than the events that survived. */
    private final long floorMs;
    private final boolean synced;
    private final PipelineState state;
    private final Counters counters;
    private final PaddedCell lastAppendNanos = new PaddedCell();
    private final MomentFrame moment = new MomentFrame();
    private long nowMs;
    private boolean unsynced;
    private boolean refusesConfiguration;
    private long accepted;
    private long journaledBytes;
    private long ticks;

    /**
     * A handler over a recovered journal.
     *
     * @param journal  to append to
     * @param dedup    ids that recovery found
     * @param clock    of the journal; null in event mode
     * @param floorMs  no frame is stamped with less, epoch ms
     * @param synced   whether each batch is synced before it goes on
     * @param state    to read and to fail
     * @param counters to show
     */
    JournalHandler(
        final Journal journal,
        final DedupTable dedup,
        final JournalClock clock,
        final long floorMs,
        final boolean synced,
        final PipelineState state,
        final Counters counters) {
        events = journal.appender(QueueName.EVENTS);
        deadLetters = journal.appender(QueueName.DEAD_LETTERS);
        this.dedup = dedup;
        ahead = new SlotsAhead(dedup);
        this.clock = clock;
        this.floorMs = floorMs;
        this.synced = synced;
        this.state = state;
        this.counters = counters;
        showTotals();
    }

    /**
     * Whether a batch is synced, so that its end must come before any of it is decided on.
     *
     * @return true when {@link #onBatchEnd} syncs
     */
    boolean isSynced() {
        return synced;
    }

    /** Looks at the clock, once for a batch. */
    void onBatchStart() {
        if (clock != null) {
            nowMs = clock.nowMs();
        }
    }

    /**
     * Journals what some slots of a batch hold.
     *
     * @param ring of the slots
     * @param from first slot, published by its producer
     * @param to   last slot, at most {@link SlotsAhead#SLOTS} in all
     */
    void onSlots(final RingBuffer<Slot> ring, final long from, final long to) {
        ahead.read(ring, from, to);
        for (long sequence = from; sequence <= to; sequence++) {
            onSlot(ring.get(sequence));
        }
    }

    /** Syncs the batch where replies promise that, and shows the totals. */
    void onBatchEnd() {
        if (synced && unsynced) {
            sync();
        }
        showTotals();
    }

    /**
     * Journals what the slots of a whole batch hold.
     *
     * @param ring of the slots
     * @param from first slot, published by its producer
     * @param to   last slot
     */
    void onBatch(final RingBuffer<Slot> ring, final long from, final long to) {
        onBatchStart();
        for (long first = from; first <= to; first += SlotsAhead.SLOTS) {
            onSlots(ring, first, Math.min(to, first + SlotsAhead.SLOTS - 1));
        }
        onBatchEnd();
    }

    private long latestMs() {
        return Math.max(floorMs, events.lastReceivedMs());
    }

    private void onSlot(final Slot slot) {
        if (slot.kind == Slot.FRAME) {
            if (state.failed()) {
                slot.outcome = Slot.REFUSED;
            } else {
                journal(slot);
            }
        } else {
            slot.receivedMs = clock == null ? latestMs() : nowMs;
        }
        refusesConfiguration &= !slot.last;
    }

    private void journal(final Slot slot) {
        try {
            switch (Frames.templateId(slot.buffer, slot.offset)) {
                case MomentEventDecoder.TEMPLATE_ID -> onMoment(slot);
                case DeadLetterDecoder.TEMPLATE_ID -> onDeadLetter(slot);
                case TickDecoder.TEMPLATE_ID -> onTick(slot);
                case ConfigurationDecoder.TEMPLATE_ID -> onConfiguration(slot);
                default -> throw new IllegalArgumentException("template " + Frames.templateId(slot.buffer, slot.offset) + " in the ring");
            }
        } catch (final DiskLowException noRoom) {
            slot.outcome = Slot.REFUSED;
            counters.increment(Counter.DISK_LOW);
        } catch (final IllegalArgumentException malformed) {
            // no frame that may stand in the queue: it harms only itself
            slot.outcome = Slot.REFUSED;
            counters.increment(Counter.EVENTS_MALFORMED);
        } catch (final Throwable failure) {
            slot.outcome = Slot.REFUSED;
            fail("append", failure);
        }
    }

    private void onMoment(final Slot slot) {
        moment.wrap(slot.buffer, slot.offset);
        final long eventKey = moment.bits(Fact.EVENT_KEY, 0);
        if (eventKey != 0) {
            final long first = dedup.find(eventKey);
            if (first != DedupTable.UNKNOWN) {
                slot.outcome = Slot.DUPLICATE;
                slot.sequence = first;
                counters.increment(Counter.EVENTS_DUPLICATE);
                return;
            }
        }
        append(slot, clock == null ? Math.max(latestMs(), moment.timestamp()) : nowMs);
        accepted++;
        if (eventKey != 0) {
            dedup.add(eventKey, slot.sequence, slot.receivedMs);
        }
    }

    /** Once a piece was refused nothing that follows in its request is taken: rules without the catalogue that came with them. */
    private void onConfiguration(final Slot slot) {
        final boolean isTorn = refusesConfiguration;
        refusesConfiguration = true;
        if (isTorn) {
            slot.outcome = Slot.REFUSED;
            return;
        }
        append(slot, clock == null ? latestMs() : nowMs);
        refusesConfiguration = false;
    }

    private void onTick(final Slot slot) {
        if (clock != null && nowMs > events.lastReceivedMs()) {
            append(slot, nowMs);
            ticks++;
        }
    }

    private void onDeadLetter(final Slot slot) {
        final long received = Math.max(clock == null ? latestMs() : nowMs, deadLetters.lastReceivedMs());
        deadLetters.append(slot.buffer, slot.offset, slot.length, deadLetters.lastSequence() + 1, received);
        counters.increment(Counter.DEAD_LETTERS);
    }

    private void append(final Slot slot, final long receivedMs) {
        final long sequence = events.lastSequence() + 1;
        if (slot.personal == PersonalSealer.NOT_SEALED) {
            events.append(slot.buffer, slot.offset, slot.length, sequence, receivedMs);
        } else {
            events.appendSealed(slot.buffer, slot.offset, slot.length, slot.personal, sequence, receivedMs);
        }
        slot.sequence = sequence;
        slot.receivedMs = receivedMs;
        slot.outcome = Slot.ACCEPTED;
        unsynced = true;
        journaledBytes += slot.length;
        lastAppendNanos.set(slot.claimNanos);
    }

    private void sync() {
        unsynced = false;
        try {
            events.sync();
            counters.increment(Counter.JOURNAL_SYNCS);
        } catch (final Throwable failure) {
            fail("sync", failure);
        }
    }

    private void fail(final String action, final Throwable failure) {
        counters.increment(Counter.JOURNAL_FAILURES);
        state.fail("journal failed: " + action + " behind sequence " + events.lastSequence() + ": " + failure.getMessage()
            + (failure instanceof TakenOverException ? "" : "; nothing more is accepted: make room or mend the disk, then start again"),
            failure);
    }

    private void showTotals() {
        counters.set(Counter.EVENTS_ACCEPTED, accepted);
        counters.set(Counter.TICKS, ticks);
        counters.set(Counter.JOURNAL_BYTES, journaledBytes);
        counters.set(Counter.LAST_SEQUENCE, events.lastSequence());
        counters.set(Counter.LAST_RECEIVED, events.lastReceivedMs());
        counters.set(Counter.DEDUP_IDS, dedup.size());
        counters.set(Counter.DEDUP_OLDEST_SEQUENCE, dedup.oldestSequence());
        counters.set(Counter.DEDUP_OLDEST_RECEIVED, dedup.oldestReceivedMs());
        if (clock != null) {
            counters.set(Counter.CLOCK_STEPS, clock.steps());
            counters.set(Counter.CLOCK_OFFSET, clock.offsetMs());
        }
    }

    /**
     * When the producer of the last journaled frame claimed its slot; for the ticker.
     *
     * @return nanoseconds of the pipeline's clock, 0 before the first
     */
    long lastAppendNanos() {
        return lastAppendNanos.get();
    }
}
