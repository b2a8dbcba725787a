package dev.inkling.ingest.standby;

import dev.inkling.journal.FrameBatch;
import dev.inkling.ring.Intake;
import dev.inkling.ring.Pipeline;

/** An intake that takes nothing until there is an engine behind it. */
final class StandbyIntake implements Intake {
    private final int resultBytes;
    private final Runnable wakeUp;
    private volatile Intake intake;

    StandbyIntake(final int resultBytes, final Runnable wakeUp) {
        this.resultBytes = resultBytes;
        this.wakeUp = wakeUp;
    }

    void engage(final Pipeline engine) {
        intake = engine.openIntake(resultBytes, wakeUp);
    }

    @Override
    public Offer offer(final FrameBatch batch, final int request, final int generation, final int explained) {
        final Intake behind = intake;
        return behind == null ? Offer.STOPPED : behind.offer(batch, request, generation, explained);
    }

    @Override
    public Offer query(final long visitorKey, final int request, final int generation) {
        final Intake behind = intake;
        return behind == null ? Offer.STOPPED : behind.query(visitorKey, request, generation);
    }

    @Override
    public int drain(final Results results) {
        final Intake behind = intake;
        return behind == null ? 0 : behind.drain(results);
    }
}
