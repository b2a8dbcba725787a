package dev.inkling.ring;

import dev.inkling.journal.Frames;
import dev.inkling.journal.codec.ConfigKind;
import dev.inkling.journal.codec.ConfigurationDecoder;
import dev.inkling.journal.codec.MomentEventDecoder;
import dev.inkling.journal.codec.SkipDecoder;
import dev.inkling.journal.codec.TickDecoder;
import dev.inkling.journal.codec.VoidDecoder;
import dev.inkling.scoring.Catalogue;
import dev.inkling.scoring.ConfigException;
import dev.inkling.scoring.Engine;
import dev.inkling.scoring.EngineSettings;
import dev.inkling.scoring.Moment;
import dev.inkling.scoring.StateException;
import dev.inkling.scoring.StateInput;
import dev.inkling.scoring.StateOutput;
import dev.inkling.scoring.Status;
import dev.inkling.scoring.VisitorSnapshot;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * The one deterministic state machine: journaled frames in, decisions out, and nothing else read: no clock, no file, no thread. Live
 * traffic, recovery, replay and whatever asks an old journal something all drive this class. Frames come in the order of their dense
 * sequences. A broken invariant stops it for good. Confined to one thread. Allocates only when configuration comes in force.
 */
public final class MomentProcessor {
    /** Most moments that are expected at a time: their visitors' records stay in the nearest cache until they are given. */
    public static final int AHEAD = 32;
    /**
     * Version of what {@link #save} writes. Whoever changes it (a field more in a table, another order, another meaning) raises this by
     * one, has {@link #load} read the version before as well, told by its argument and filling what that did not have, keeps a saved
     * state of that version in the tree for a test, and lets go of the version before that. A state with other rules of behaviour is
     * refused by {@link EngineSettings#VERSION}, whatever its layout.
     */
    public static final int LAYOUT_VERSION = 3;

    private final Moment moment = new Moment();
    private final MomentReader reader = new MomentReader();
    private final DecisionEmitter emitter = new DecisionEmitter();
    private final RollingDigest digest = emitter.digest();
    private final InForce inForce = new InForce(emitter);
    private final VisitorSnapshot snapshot = new VisitorSnapshot();
    private final MomentsAhead ahead = new MomentsAhead();
    private final EventCounts counts = new EventCounts();
    private long lastSequence;
    private long lastReceivedMs = Long.MIN_VALUE;
    private boolean stopped;

    /** A processor that has seen nothing; the journal's first frames configure it. */
    public MomentProcessor() {
    }

    /**
     * Processes a journaled frame.
     *
     * @param frame  holds it, sealed and checked
     * @param offset of its first byte
     * @param length in bytes
     * @param sink   takes the decisions that follow, during the call
     * @throws ProcessorException when an invariant is broken; the processor takes nothing more. What the sink throws is not the frame's
     *                            fault and passes through as it is; the processor has then stopped as well
     */
    public void onFrame(final DirectBuffer frame, final int offset, final int length, final FrameSink sink) {
        advance(frame, offset);
        try {
            switch (Frames.templateId(frame, offset)) {
                case MomentEventDecoder.TEMPLATE_ID -> onMoment(frame, offset, sink);
                case TickDecoder.TEMPLATE_ID -> onTime(sink);
                case ConfigurationDecoder.TEMPLATE_ID -> inForce.onPiece(frame, offset, counts.events);
                case SkipDecoder.TEMPLATE_ID, VoidDecoder.TEMPLATE_ID -> {
                    // they speak to whoever reads the journal; here they only take their place in the order
                }
                default -> throw stop("template " + Frames.templateId(frame, offset) + " does not belong in the events queue", null);
            }
        } catch (final ConfigException failure) {
            throw stop(failure.getMessage(), failure);
        } catch (final RuntimeException failure) {
            stopped = true;
            throw failure instanceof ProcessorException || emitter.isWithSink() ? failure : stop("the engine failed: " + failure, failure);
        }
    }

    /**
     * Tells of a moment that will be given soon: see {@link #fetch()}. More than {@link #AHEAD} at a time are not noted.
     *
     * @param frame  holds it; whether it is sealed does not matter
     * @param offset of its first byte
     */
    public void expect(final DirectBuffer frame, final int offset) {
        ahead.expect(frame, offset);
    }

    /**
     * Asks memory for what the expected moments will take, so that the wait for one is the wait for all. Nothing depends on it: not state,
     * not decisions. What pays is to expect a few dozen moments, fetch, and then give them.
     */
    public void fetch() {
        ahead.fetch(inForce);
    }

    /**
     * Takes a frame that is skipped: only its place in the order counts.
     *
     * @param frame  holds it
     * @param offset of its first byte
     * @throws ProcessorException when it is out of its place
     */
    public void pass(final DirectBuffer frame, final int offset) {
        advance(frame, offset);
    }

    private void advance(final DirectBuffer frame, final int offset) {
        final long sequence = Frames.sequence(frame, offset);
        final long received = Frames.received(frame, offset);
        if (stopped) {
            throw new ProcessorException(sequence, "the processor stopped before");
        }
        if (sequence != lastSequence + 1) {
            throw stop(sequence, "follows sequence " + lastSequence + ", expected " + (lastSequence + 1), null);
        }
        if (received < lastReceivedMs) {
            throw stop(sequence, "time goes back from " + lastReceivedMs + " to " + received + " ms", null);
        }
        lastSequence = sequence;
        lastReceivedMs = received;
    }

    private ProcessorException stop(final String reason, final Throwable cause) {
        return stop(lastSequence, reason, cause);
    }

    private ProcessorException stop(final long sequence, final String reason, final Throwable cause) {
        stopped = true;
        return new ProcessorException(sequence, reason, cause);
    }

    private void onMoment(final DirectBuffer frame, final int offset, final FrameSink sink) {
        if (!inForce.isReady()) {
            throw stop("a moment before its configuration: " + inForce.configuration().problem(), null);
        }
        reader.read(frame, offset, moment);
        moment.received = lastReceivedMs;
        moment.occurred = inForce.eventClock() ? MomentTime.occurredByEvent(lastReceivedMs, reader.timestamp())
            : counts.occurredByWall(lastReceivedMs, reader);
        onTime(sink);
        final Engine engine = inForce.engine();
        engine.onTimersOf(moment.visitorKey, lastReceivedMs, emitter);
        emitter.beginMoment();
        counts.events++;
        if (moment.storefront >= inForce.storefronts()) {
            counts.unknownStorefront++;
            digest.add(lastSequence);
        } else if (lastReceivedMs - moment.occurred > inForce.lateMs()) {
            counts.late++;
            engine.linkCustomer(moment.visitorKey, moment.customerKey, moment.storefront, lastReceivedMs);
            digest.add(lastSequence);
        } else {
            engine.onMoment(moment, emitter);
            emitter.fold(lastSequence, engine.scores());
        }
    }

    /** Timers first, before what they read may end or be forgotten. */
    private void onTime(final FrameSink sink) {
        if (inForce.engine() != null) {
            emitter.begin(sink, lastSequence, lastReceivedMs);
            inForce.engine().onTimers(lastReceivedMs, emitter);
            inForce.engine().onTime(lastReceivedMs);
        }
    }

    /**
     * Whether timers are left that are due: more than one frame handles. The next frame goes on with them, whatever its time.
     *
     * @return whether a frame is wanted
     */
    public boolean areTimersDue() {
        return inForce.isReady() && inForce.engine().areTimersDue(lastReceivedMs);
    }

    /**
     * Whether the state can be saved behind the last frame. It cannot between the frames of a reload that bring a new catalogue and those
     * that bring the rules which fit it: what is remembered is still by the catalogue before. Nor once the processor has stopped.
     *
     * @return false there; true everywhere else, in the middle of a configuration text too
     */
    public boolean canSave() {
        return !stopped && inForce.canSave();
    }

    /**
     * Saves the whole state, so that a processor that loads it goes on as this one does, bit for bit. Changes nothing.
     *
     * @param out takes it
     * @throws IllegalStateException when it cannot be saved here: see {@link #canSave()}
     */
    public void save(final StateOutput out) {
        if (!canSave()) {
            throw new IllegalStateException("the state behind sequence " + lastSequence + " cannot be saved: "
                + (stopped ? "the processor stopped" : inForce.configuration().problem()));
        }
        out.section("processor");
        out.putLong(lastSequence);
        out.putLong(lastReceivedMs);
        counts.save(out);
        emitter.save(out);
        inForce.save(out);
    }

    /**
     * Loads a state that {@link #save} saved: puts its configuration in force and takes the place of the processor that saved it.
     *
     * @param in            gives it
     * @param layoutVersion that it was saved with, {@link #LAYOUT_VERSION} - 1 or {@link #LAYOUT_VERSION}
     * @throws StateException        when it is damaged, or not for this code; this processor then takes nothing more
     * @throws IllegalStateException when this processor has seen frames
     */
    public void load(final StateInput in, final int layoutVersion) throws StateException {
        if (lastSequence != 0 || stopped) {
            throw new IllegalStateException("a state is loaded into a processor that has seen frames up to " + lastSequence);
        }
        stopped = true;
        if (layoutVersion < 1 || layoutVersion > LAYOUT_VERSION) {
            throw in.damaged("layout version " + layoutVersion + "; this version of inkling reads " + LAYOUT_VERSION);
        }
        in.section("processor");
        lastSequence = in.getLong("last sequence", 0, Long.MAX_VALUE);
        lastReceivedMs = in.getLong();
        counts.load(in);
        emitter.load(in);
        inForce.load(in, layoutVersion);
        stopped = false;
    }

    /**
     * Digest of all that {@link #save} saves: two processors that will do the same from here on have the same one. Reads all tables, some
     * 100 ms for 300 MB of them; the running {@link #digest()} costs nothing.
     *
     * @return the digest
     * @throws IllegalStateException where the state cannot be saved
     */
    public long stateDigest() {
        final StateDigest all = new StateDigest();
        save(all);
        return all.value();
    }

    /**
     * Looks a visitor up, without changing anything.
     *
     * @param visitorKey browser or device
     * @param atMs       as of when scores are read, epoch ms
     * @param to         has room for {@link VisitorState#MAX_BYTES}
     * @param offset     where to write
     * @return length of the state as {@link VisitorState} reads it, 0 when the visitor is not known
     */
    public int query(final long visitorKey, final long atMs, final MutableDirectBuffer to, final int offset) {
        if (!inForce.isReady() || !inForce.engine().readVisitor(visitorKey, atMs, snapshot)) {
            return 0;
        }
        return VisitorStateWriter.encode(snapshot, atMs, to, offset);
    }

    /**
     * Digest of all that was processed and decided, keys of persons aside, so that it is the same under different secrets.
     *
     * @return the digest
     */
    public long digest() {
        return digest.value();
    }

    /**
     * Digest of the configuration in force, as decisions carry it.
     *
     * @return the digest
     */
    public long configDigest() {
        return inForce.configuration().digest();
    }

    /**
     * Moments processed, late ones included.
     *
     * @return count
     */
    public long events() {
        return counts.events;
    }

    /**
     * Decisions made, of every status.
     *
     * @return count
     */
    public long decisions() {
        return emitter.decisions();
    }

    /**
     * Decisions made, of one status.
     *
     * @param status which
     * @return count
     */
    public long decisions(final Status status) {
        return emitter.decisions(status);
    }

    /**
     * Late moments.
     *
     * @return count
     */
    public long late() {
        return counts.late;
    }

    /**
     * Moments whose timestamp was too far off to be believed.
     *
     * @return count
     */
    public long skewed() {
        return counts.skewed;
    }

    /**
     * Moments of a storefront that the settings do not name: not scored.
     *
     * @return count
     */
    public long unknownStorefront() {
        return counts.unknownStorefront;
    }

    /**
     * Sequence of the last frame.
     *
     * @return the sequence, 0 before the first
     */
    public long lastSequence() {
        return lastSequence;
    }

    /**
     * Time of the last frame.
     *
     * @return epoch ms, {@link Long#MIN_VALUE} before the first
     */
    public long lastReceivedMs() {
        return lastReceivedMs;
    }

    /**
     * The engine, for its counts.
     *
     * @return null before settings came
     */
    public Engine engine() {
        return inForce.engine();
    }

    /**
     * The catalogue in force.
     *
     * @return null before one came
     */
    public Catalogue catalogue() {
        return inForce.configuration().catalogue();
    }

    /**
     * The settings in force.
     *
     * @return null before they came
     */
    public EngineSettings settings() {
        return inForce.configuration().settings();
    }

    /**
     * A configuration text in force.
     *
     * @param kind which
     * @return null before one came
     */
    public String configuration(final ConfigKind kind) {
        return inForce.configuration().text(kind);
    }

    InForce inForce() {
        return inForce;
    }
}
