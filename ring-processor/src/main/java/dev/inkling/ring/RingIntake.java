package dev.inkling.ring;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

import com.lmax.disruptor.InsufficientCapacityException;
import com.lmax.disruptor.RingBuffer;
import dev.inkling.journal.FrameBatch;
import dev.inkling.journal.Frames;
import dev.inkling.journal.PersonalSealer;
import dev.inkling.journal.Salts;
import dev.inkling.journal.codec.MomentEventDecoder;
import org.agrona.BitUtil;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.NanoClock;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.OneToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;

/**
 * One producer's end of the ring. The producer's thread offers and drains; the decision handler's thread puts results and wakes. Results
 * lie in a byte ring between them; when that is full, the whole request is dropped, so that no reply is ever half a reply.
 */
final class RingIntake implements Intake {
    /** Least room for results: 64 KiB holds some sixty decisions. */
    static final int RESULT_BYTES_MIN = 65_536;

    /** An explanation is put in pieces of so much, so that the smallest room for results takes them. */
    private static final int PIECE_BYTES = 4_096;

    private static final int NONE_HELD = -1;

    /** Whether it stands in the decision handler's list; that thread's. */
    boolean toWake;
    /** Next in the decision handler's list; that thread's. */
    RingIntake nextToWake;

    private final RingBuffer<Slot> ring;
    private final PipelineState state;
    private final Counters counters;
    private final NanoClock nanoClock;
    private final int offerFrames;
    private final Runnable wakeUp;
    /** Runs the handlers after an offer; null when they have threads. */
    private final Invoker invoker;
    /** 1 while an offer is under way, so that closing can wait for it. */
    private final PaddedCell offering = new PaddedCell();
    private final OneToOneRingBuffer results;
    private final ResultReader reader = new ResultReader();
    private final PersonalSealer personalSealer = new PersonalSealer(Salts.create());
    /** Whether results are shown no sooner than {@link #wake()}, since what they promise is true only then. */
    private final boolean holds;
    /** First result that is held back; the decision handler's. */
    private int held = NONE_HELD;
    /** Whether a result of the present request was dropped; the decision handler's. */
    private boolean dropped;

    /**
     * An intake.
     *
     * @param ring        to publish to
     * @param state       to read
     * @param counters    to count in
     * @param nanoClock   for claims
     * @param offerFrames most frames of an offer
     * @param resultBytes room for results, a power of two
     * @param wakeUp      of the producer
     * @param invoker     runs the handlers, or null
     * @param holds       whether results are shown no sooner than {@link #wake()}
     */
    RingIntake(
        final RingBuffer<Slot> ring,
        final PipelineState state,
        final Counters counters,
        final NanoClock nanoClock,
        final int offerFrames,
        final int resultBytes,
        final Runnable wakeUp,
        final Invoker invoker,
        final boolean holds) {
        if (!BitUtil.isPowerOfTwo(resultBytes) || resultBytes < RESULT_BYTES_MIN) {
            throw new IllegalArgumentException(
                "resultBytes is " + resultBytes + ", expected a power of two from " + RESULT_BYTES_MIN);
        }
        this.ring = ring;
        this.state = state;
        this.counters = counters;
        this.nanoClock = nanoClock;
        this.offerFrames = offerFrames;
        this.wakeUp = wakeUp;
        this.invoker = invoker;
        this.holds = holds;
        results = new OneToOneRingBuffer(
            new UnsafeBuffer(ByteBuffer.allocateDirect(resultBytes + RingBufferDescriptor.TRAILER_LENGTH)));
    }

    @Override
    public Offer offer(final FrameBatch batch, final int request, final int generation, final int explained) {
        if (batch.count() > offerFrames) {
            counters.increment(Counter.OFFERS_TOO_LARGE);
            return Offer.TOO_MANY;
        }
        return put(batch, explained, 0, request, generation);
    }

    @Override
    public Offer query(final long visitorKey, final int request, final int generation) {
        return put(null, 0, visitorKey, request, generation);
    }

    private Offer put(final FrameBatch batch, final int explained, final long visitorKey, final int request, final int generation) {
        final Offer offer;
        offering.setVolatile(1);
        try {
            offer = state.accepts() ? publish(batch, explained, visitorKey, request, generation) : Offer.STOPPED;
        } finally {
            offering.set(0);
        }
        if (offer == Offer.STOPPED) {
            counters.increment(Counter.OFFERS_STOPPED);
        } else if (offer == Offer.RING_FULL) {
            counters.increment(Counter.RING_FULL);
        } else if (invoker != null) {
            invoker.run();
        }
        return offer;
    }

    private Offer publish(
        final FrameBatch batch, final int explained, final long visitorKey, final int request, final int generation) {
        final int slots = batch == null ? 1 : Math.max(1, batch.count());
        final long high;
        try {
            high = ring.tryNext(slots);
        } catch (final InsufficientCapacityException full) {
            return Offer.RING_FULL;
        }
        final long low = high - slots + 1;
        try {
            final long nanos = nanoClock.nanoTime();
            final RingIntake to = request == NO_REQUEST ? null : this;
            for (long position = low; position <= high; position++) {
                ring.get(position).clear(to, request, generation, nanos);
            }
            ring.get(high).last = true;
            if (batch == null) {
                final Slot slot = ring.get(low);
                slot.visitorKey = visitorKey;
                slot.kind = Slot.QUERY;
            } else {
                copy(batch, low, explained);
            }
        } finally {
            ring.publish(low, high);
        }
        return Offer.TAKEN;
    }

    private void copy(final FrameBatch batch, final long low, final int explained) {
        int left = explained;
        for (int i = 0; i < batch.count(); i++) {
            final Slot slot = ring.get(low + i);
            slot.buffer.putBytes(slot.offset, batch.buffer(), batch.offset(i), batch.length(i));
            slot.length = batch.length(i);
            if (Frames.templateId(slot.buffer, slot.offset) == MomentEventDecoder.TEMPLATE_ID) {
                slot.personal = personalSealer.seal(slot.buffer, slot.offset, slot.length);
                slot.explain = left-- > 0;
            }
            slot.kind = Slot.FRAME;
        }
    }

    /** Waits until no offer is under way; those that begin later find the state closed. Called by the closing thread. */
    void awaitOffer() {
        while (offering.get() != 0) {
            Thread.onSpinWait();
        }
    }

    @Override
    public int drain(final Results to) {
        return reader.drain(results, to);
    }

    /**
     * Puts a decision. Decision handler only.
     *
     * @param slot         that caused it, or the duplicate
     * @param frame        sealed
     * @param offset       of its first byte
     * @param length       in bytes
     * @param replayed     whether it was caused by an earlier event with the same id
     * @param latencyNanos from claim to decision
     */
    void putDecision(
        final Slot slot,
        final DirectBuffer frame,
        final int offset,
        final int length,
        final boolean replayed,
        final long latencyNanos) {
        final int index = claim(ResultReader.DECISION, ResultReader.DECISION_FRAME_OFFSET + length, slot);
        if (index > 0) {
            final UnsafeBuffer buffer = (UnsafeBuffer) results.buffer();
            buffer.putInt(index + ResultReader.REPLAYED_OFFSET, replayed ? 1 : 0, ByteOrder.LITTLE_ENDIAN);
            buffer.putLong(index + ResultReader.LATENCY_OFFSET, latencyNanos, ByteOrder.LITTLE_ENDIAN);
            buffer.putBytes(index + ResultReader.DECISION_FRAME_OFFSET, frame, offset, length);
            commit(index);
        }
    }

    /**
     * Puts the explanation of a slot in pieces, or leaves it out where half of the room is taken: a reply without one is better than none.
     * Decision handler only.
     *
     * @param slot       explained
     * @param explanation JSON
     */
    void putExplanation(final Slot slot, final byte[] explanation) {
        if (dropped || results.size() + explanation.length > results.capacity() / 2) {
            return;
        }
        for (int from = 0; from < explanation.length; from += PIECE_BYTES) {
            final int length = Math.min(PIECE_BYTES, explanation.length - from);
            final int index = claim(ResultReader.EXPLANATION, ResultReader.PIECE_OFFSET + length, slot);
            if (index > 0) {
                final UnsafeBuffer buffer = (UnsafeBuffer) results.buffer();
                buffer.putInt(index + ResultReader.LAST_OFFSET, from + length == explanation.length ? 1 : 0, ByteOrder.LITTLE_ENDIAN);
                buffer.putBytes(index + ResultReader.PIECE_OFFSET, explanation, from, length);
                commit(index);
            }
        }
    }

    /**
     * Ends a request. Decision handler only.
     *
     * @param slot       last of the request
     * @param accepted   events
     * @param duplicates events
     * @param refused    events
     * @param durability of what was accepted
     */
    void putComplete(
        final Slot slot, final int accepted, final int duplicates, final int refused, final Durability durability) {
        final int index = claim(ResultReader.COMPLETE, ResultReader.COMPLETE_BYTES, slot);
        if (index > 0) {
            final UnsafeBuffer buffer = (UnsafeBuffer) results.buffer();
            buffer.putInt(index + ResultReader.ACCEPTED_OFFSET, accepted, ByteOrder.LITTLE_ENDIAN);
            buffer.putInt(index + ResultReader.DUPLICATES_OFFSET, duplicates, ByteOrder.LITTLE_ENDIAN);
            buffer.putInt(index + ResultReader.REFUSED_OFFSET, refused, ByteOrder.LITTLE_ENDIAN);
            buffer.putInt(index + ResultReader.DURABILITY_OFFSET, durability.ordinal(), ByteOrder.LITTLE_ENDIAN);
            commit(index);
        }
        dropped = false;
    }

    /**
     * Answers a query. Decision handler only.
     *
     * @param slot with the state in its buffer, length 0 when the visitor is unknown
     */
    void putVisitor(final Slot slot) {
        final int index = claim(ResultReader.VISITOR, ResultReader.STATE_OFFSET + slot.length, slot);
        if (index > 0) {
            results.buffer().putBytes(index + ResultReader.STATE_OFFSET, slot.buffer, slot.offset, slot.length);
            commit(index);
        }
        dropped = false;
    }

    private int claim(final int kind, final int length, final Slot slot) {
        final int index = dropped ? 0 : results.tryClaim(kind, length);
        if (index <= 0) {
            if (!dropped) {
                dropped = true;
                counters.increment(Counter.REPLIES_DROPPED);
            }
            return 0;
        }
        results.buffer().putInt(index + ResultReader.REQUEST_OFFSET, slot.request, ByteOrder.LITTLE_ENDIAN);
        results.buffer().putInt(index + ResultReader.GENERATION_OFFSET, slot.generation, ByteOrder.LITTLE_ENDIAN);
        return index;
    }

    /** A reader stops at what is not committed, so the first result of a batch holds back all that follow. */
    private void commit(final int index) {
        if (holds && held == NONE_HELD) {
            held = index;
        } else {
            results.commit(index);
        }
    }

    /** Shows the results that were held back, and tells the producer. Decision handler only. */
    void wake() {
        if (held != NONE_HELD) {
            results.commit(held);
            held = NONE_HELD;
        }
        try {
            wakeUp.run();
        } catch (final RuntimeException failure) {
            counters.increment(Counter.WAKE_UPS_FAILED);
        }
    }
}
