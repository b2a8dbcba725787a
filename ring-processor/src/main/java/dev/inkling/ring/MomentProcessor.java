package dev.inkling.ring;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

import dev.inkling.journal.ConfigurationCollector;
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
import dev.inkling.scoring.MomentScores;
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

    private final Moment moment = new Moment();
    private final MomentReader reader = new MomentReader();
    private final ConfigurationCollector collector = new ConfigurationCollector();
    private final ProcessorConfiguration configuration = new ProcessorConfiguration();
    private final DecisionEmitter emitter = new DecisionEmitter();
    private final RollingDigest digest = emitter.digest();
    private final VisitorSnapshot snapshot = new VisitorSnapshot();
    private final long[] visitorsAhead = new long[AHEAD];
    private final long[] namesAhead = new long[AHEAD];
    private int expected;
    private Engine engine;
    private boolean ready;
    private boolean eventClock;
    private long lateMs;
    private int storefronts;
    private long lastSequence;
    private long lastReceivedMs = Long.MIN_VALUE;
    private long events;
    private long late;
    private long skewed;
    private long unknownStorefront;
    private boolean stopped;

    /** A processor that has seen nothing; the journal's first frames configure it. */
    public MomentProcessor() {
        // the journal brings everything
    }

    /**
     * Processes a journaled frame.
     *
     * @param frame  holds it, sealed and checked
     * @param offset of its first byte
     * @param length in bytes
     * @param sink   takes the decisions that follow, during the call
     * @throws ProcessorException when an invariant is broken; the processor takes nothing more
     */
    public void onFrame(final DirectBuffer frame, final int offset, final int length, final FrameSink sink) {
        advance(frame, offset);
        try {
            switch (Frames.templateId(frame, offset)) {
                case MomentEventDecoder.TEMPLATE_ID -> onMoment(frame, offset, sink);
                case TickDecoder.TEMPLATE_ID -> onTick();
                case ConfigurationDecoder.TEMPLATE_ID -> onConfiguration(frame, offset);
                case SkipDecoder.TEMPLATE_ID, VoidDecoder.TEMPLATE_ID -> {
                    // they speak to whoever reads the journal; here they only take their place in the order
                }
                default -> throw stop("template " + Frames.templateId(frame, offset) + " does not belong in the events queue", null);
            }
        } catch (final ProcessorException failure) {
            throw failure;
        } catch (final RuntimeException failure) {
            throw stop("the engine failed: " + failure, failure);
        }
    }

    /**
     * Tells of a moment that will be given soon: see {@link #fetch()}. More than {@link #AHEAD} at a time are not noted.
     *
     * @param frame  holds it; whether it is sealed does not matter
     * @param offset of its first byte
     */
    public void expect(final DirectBuffer frame, final int offset) {
        if (expected < AHEAD && Frames.templateId(frame, offset) == MomentEventDecoder.TEMPLATE_ID) {
            visitorsAhead[expected] = MomentReader.visitorKey(frame, offset);
            namesAhead[expected] = MomentReader.nameHash(frame, offset);
            expected++;
        }
    }

    /**
     * Asks memory for what the expected moments will take, so that the wait for one is the wait for all. Nothing depends on it: not state,
     * not decisions. What pays is to expect a few dozen moments, fetch, and then give them.
     */
    public void fetch() {
        if (ready) {
            engine.fetch(visitorsAhead, namesAhead, expected);
        }
        expected = 0;
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
        if (!ready) {
            throw stop("a moment before its configuration: " + configuration.problem(), null);
        }
        reader.read(frame, offset, moment);
        moment.received = lastReceivedMs;
        moment.occurred = occurred();
        emitter.begin(sink, moment);
        engine.onTime(lastReceivedMs);
        events++;
        if (moment.storefront >= storefronts) {
            unknownStorefront++;
            digest.add(lastSequence);
        } else if (lastReceivedMs - moment.occurred > lateMs) {
            late++;
            engine.linkCustomer(moment.visitorKey, moment.customerKey, moment.storefront, lastReceivedMs);
            digest.add(lastSequence);
        } else {
            engine.onMoment(moment, emitter);
            fold(engine.scores());
        }
    }

    private long occurred() {
        final long timestamp = reader.timestamp();
        if (eventClock) {
            return MomentTime.occurredByEvent(lastReceivedMs, timestamp);
        }
        if (MomentTime.isSkewed(lastReceivedMs, timestamp, reader.sentAt())) {
            skewed++;
        }
        return MomentTime.occurredByWall(lastReceivedMs, timestamp, reader.sentAt());
    }

    private void fold(final MomentScores scores) {
        digest.add(lastSequence);
        digest.add(scores.momentIntent);
        digest.add(scores.velocity);
        digest.add(scores.intent);
        digest.add(scores.profile);
        digest.add((long) scores.type << 8 | (scores.newSession ? 16 : 0) | scores.urgency << 2 | scores.stage);
    }

    private void onTick() {
        if (engine != null) {
            engine.onTime(lastReceivedMs);
        }
    }

    private void onConfiguration(final DirectBuffer frame, final int offset) {
        final ConfigurationCollector.Outcome outcome = collector.onPiece(frame, offset);
        if (outcome != ConfigurationCollector.Outcome.WHOLE) {
            return;
        }
        final ConfigKind kind = collector.kind();
        final String name = "journaled " + kind.name().toLowerCase(Locale.ROOT);
        try {
            configuration.put(kind, name, new String(collector.text(), StandardCharsets.UTF_8));
        } catch (final ConfigException failure) {
            throw stop(failure.getMessage(), failure);
        }
        if (kind == ConfigKind.ENGINE) {
            adopt(configuration.settings());
        }
        ready = configuration.isComplete();
        if (ready) {
            engine.configure(configuration.catalogue(), configuration.rules());
            emitter.configure(new DecisionLabels(configuration.rules()), configuration.digest());
        }
    }

    /** Settings that change what the engine remembers start it anew; those of clock and journal do not touch it. */
    private void adopt(final EngineSettings settings) {
        eventClock = settings.clock() == EngineSettings.Clock.EVENT;
        lateMs = settings.lateMs();
        storefronts = settings.storefronts().size();
        if (engine == null || !EngineChange.keepsState(engine.settings(), settings)) {
            engine = new Engine(settings);
        }
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
        if (!ready || !engine.readVisitor(visitorKey, atMs, snapshot)) {
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
        return configuration.digest();
    }

    /**
     * Moments processed, late ones included.
     *
     * @return count
     */
    public long events() {
        return events;
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
        return late;
    }

    /**
     * Moments whose timestamp was too far off to be believed.
     *
     * @return count
     */
    public long skewed() {
        return skewed;
    }

    /**
     * Moments of a storefront that the settings do not name: not scored.
     *
     * @return count
     */
    public long unknownStorefront() {
        return unknownStorefront;
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
        return engine;
    }

    /**
     * The catalogue in force.
     *
     * @return null before one came
     */
    public Catalogue catalogue() {
        return configuration.catalogue();
    }

    /**
     * The settings in force.
     *
     * @return null before they came
     */
    public EngineSettings settings() {
        return configuration.settings();
    }

    /**
     * A configuration text in force.
     *
     * @param kind which
     * @return null before one came
     */
    public String configuration(final ConfigKind kind) {
        return configuration.text(kind);
    }
}
