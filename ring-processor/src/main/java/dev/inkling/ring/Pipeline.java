package dev.inkling.ring;

import java.util.List;
import java.util.function.UnaryOperator;

import dev.inkling.scoring.RuleFigures;
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
     * What each rule decided and cost, since the start or since it came in force. Live traffic only: not what a recovery replays.
     *
     * @return of each rule in force, in the order of their file; none on a standby
     */
    List<RuleFigures> ruleFigures();

    /**
     * Whether traffic can be taken.
     *
     * @return a snapshot
     */
    Readiness readiness();

    /**
     * What decisions are made by, and the versions before.
     *
     * @return as of the last frame that changed it
     * @throws ReloadException when there is none, as on a standby
     */
    ConfigurationInForce configuration();

    /**
     * Checks whether other configuration could come in force, as {@link #reload} does, and does nothing.
     *
     * @param change makes the texts that are wanted of those in force
     * @return the sequence from which what is in force is, the digest that would be, and the kinds that would be journaled
     * @throws ReloadException when it could not
     */
    Reload check(UnaryOperator<ConfigurationTexts> change);

    /**
     * Brings other configuration in force between two moments, at one point of the journal: texts that differ are checked whole, cut into
     * frames, and offered at once, or text by text where that is more than an offer may hold (then moments in between are decided on by the
     * last texts that fitted each other). Waits until it is in force; callers take turns. The processor's thread compiles nothing. Allowed
     * are other texts of all kinds, but of the engine's settings only lateness, holdout and budgets.
     *
     * @param change makes the texts that are wanted of those in force, when it is this caller's turn
     * @return from where it is in force
     * @throws ReloadException when it is refused; what is in force stays
     */
    Reload reload(UnaryOperator<ConfigurationTexts> change);

    /**
     * The same with texts that do not depend on what is in force.
     *
     * @param wanted all that is to be in force
     * @return from where it is in force
     * @throws ReloadException when it is refused; what is in force stays
     */
    default Reload reload(final ConfigurationTexts wanted) {
        return reload(inForce -> wanted);
    }

    /**
     * Name of a moment type in the catalogue in force.
     *
     * @param type number
     * @return canonical name; {@code other} when the catalogue has no such number, since it came after that was said
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
