package dev.inkling.ring;

import java.util.List;

import org.HdrHistogram.Histogram;

/**
 * The engine around the ring: recovers the journal, then takes frames from intakes and returns their results. All methods may be
 * called by any thread, except that in mode {@link ThreadMode#INVOKER} everything belongs to one.
 */
public interface Pipeline extends AutoCloseable {
    /**
     * Recovers, brings the wanted configuration in force, and accepts.
     *
     * @param context concluded by this call
     * @return a pipeline that accepts offers
     * @throws PipelineException when the configuration is refused or the journal cannot be recovered; one line
     */
    static Pipeline start(final PipelineContext context) {
        return new PipelineStart(context.conclude()).run();
    }

    /**
     * A new producer's way in.
     *
     * @param resultBytes room for results on their way back, a power of two, 64 KiB or more
     * @param wakeUp      run on a handler's thread after results were put; must not block
     * @return the intake, for one thread
     */
    Intake openIntake(int resultBytes, Runnable wakeUp);

    /**
     * Journals a tick now, as the ticker does when traffic is idle. Without effect in event mode.
     *
     * @return whether it found room
     */
    boolean tick();

    /**
     * All counters.
     *
     * @return the live values
     */
    Counters counters();

    /**
     * Latency from claim of the slot to decision, of all events since the start.
     *
     * @return a copy, nanoseconds
     */
    Histogram latency();

    /**
     * Whether traffic can be taken.
     *
     * @return a snapshot
     */
    Readiness readiness();

    /**
     * Name of a moment type in the catalogue in force.
     *
     * @param type number
     * @return canonical name
     */
    String typeName(int type);

    /**
     * What is allocated for what, one line each, with the arithmetic.
     *
     * @return lines
     */
    List<String> memory();

    /** Takes no more offers, handles all that was taken, writes the last checkpoint. The journal stays open. */
    @Override
    void close();
}
