package dev.inkling.ring;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import dev.inkling.journal.Frames;
import dev.inkling.journal.codec.DecisionDecoder;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** A producer for tests: offers, waits for its wake-up, and keeps what came back. */
final class Replies implements Intake.Results {
    private static final int RESULT_BYTES = 1 << 22;
    private static final int ORDINAL = Frames.HEADER_BYTES + DecisionDecoder.ordinalEncodingOffset();

    /** Decisions as `request:sequence.ordinal`, with `!` behind replayed ones. */
    final List<String> decisions = new ArrayList<>();
    final List<Completion> completions = new ArrayList<>();
    final List<UnsafeBuffer> visitors = new ArrayList<>();
    private final Semaphore woken = new Semaphore(0);
    private final Intake intake;

    Replies(final Pipeline pipeline) {
        intake = pipeline.openIntake(RESULT_BYTES, woken::release);
    }

    Intake intake() {
        return intake;
    }

    Intake.Offer offer(final TestBatch batch, final int request) {
        return intake.offer(batch.batch(), request, request + 1);
    }

    /** Offers again and again while the ring is full. */
    void put(final TestBatch batch, final int request) {
        Intake.Offer offer = offer(batch, request);
        while (offer == Intake.Offer.RING_FULL) {
            awaitWakeUp();
            offer = offer(batch, request);
        }
        if (offer != Intake.Offer.TAKEN) {
            throw new AssertionError(offer);
        }
    }

    /** Waits until so many requests are complete in all. */
    Replies await(final int requests) {
        intake.drain(this);
        while (completions.size() < requests) {
            awaitWakeUp();
        }
        return this;
    }

    UnsafeBuffer awaitVisitor() {
        intake.drain(this);
        while (visitors.isEmpty()) {
            awaitWakeUp();
        }
        return visitors.remove(0);
    }

    private void awaitWakeUp() {
        try {
            if (!woken.tryAcquire(30, TimeUnit.SECONDS)) {
                throw new AssertionError("no wake-up; " + completions.size() + " complete");
            }
        } catch (final InterruptedException e) {
            throw new AssertionError(e);
        }
        woken.drainPermits();
        intake.drain(this);
    }

    @Override
    public void onDecision(
        final int request,
        final int generation,
        final DirectBuffer frame,
        final int offset,
        final int length,
        final boolean replayed,
        final long latencyNanos) {
        decisions.add(request + ":" + Frames.sequence(frame, offset) + '.'
            + frame.getShort(offset + ORDINAL, ByteOrder.LITTLE_ENDIAN) + (replayed ? "!" : ""));
    }

    @Override
    public void onComplete(
        final int request,
        final int generation,
        final int accepted,
        final int duplicates,
        final int refused,
        final Intake.Durability durability) {
        completions.add(new Completion(request, generation, accepted, duplicates, refused, durability));
    }

    @Override
    public void onVisitor(final int request, final int generation, final DirectBuffer state, final int offset, final int length) {
        final byte[] copy = new byte[length];
        state.getBytes(offset, copy);
        visitors.add(new UnsafeBuffer(copy));
    }

    /** End of a request. */
    record Completion(int request, int generation, int accepted, int duplicates, int refused, Intake.Durability durability) {
    }
}
