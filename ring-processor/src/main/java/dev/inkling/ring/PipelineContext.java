package dev.inkling.ring;

import java.util.Locale;
import java.util.Objects;
import java.util.Set;

import dev.inkling.journal.Journal;
import dev.inkling.journal.codec.ConfigKind;
import dev.inkling.journal.snapshot.Snapshots;
import org.agrona.BitUtil;
import org.agrona.concurrent.EpochClock;
import org.agrona.concurrent.NanoClock;
import org.agrona.concurrent.SystemEpochClock;
import org.agrona.concurrent.SystemNanoClock;

/**
 * What a {@link Pipeline} is made of: collaborators and settings with their defaults, set by one thread, checked once by
 * {@link #conclude()}, printable. Settings that decide anything are not here but in the configuration texts, which are journaled.
 */
public final class PipelineContext {
    /** Slots of 1 KiB: 16 MiB, which at 1 million events/s bridges a pause of 16 ms. */
    public static final int RING_SLOTS_DEFAULT = 16_384;
    /** Fewest slots: an eighth of them must hold a request of some size. */
    public static final int RING_SLOTS_MIN = 64;
    /** Most slots: 1 GiB. */
    public static final int RING_SLOTS_MAX = 1 << 20;
    /** Most frames of one request. */
    public static final int REQUEST_FRAMES_MAX = 1_000;
    /** A tick each second of idleness: timers are late by no more than that. */
    public static final long TICK_MS_DEFAULT = 1_000;
    /** Slots handled before results are released, or all of a smaller ring: bounds the wait of the first for the last. */
    public static final int BATCH_SLOTS_DEFAULT = 256;
    /** Decision frames kept for duplicates: 8 MiB. */
    public static final int RECENT_DECISIONS_DEFAULT = 8_192;
    /** Events between two checkpoints: some seconds of replay at most to find where a difference began. */
    public static final int CHECKPOINT_EVENTS_DEFAULT = 65_536;

    private static final int AS_THE_RING = Integer.MIN_VALUE;

    private Journal journal;
    private int ringSlots = RING_SLOTS_DEFAULT;
    private ThreadMode threadMode = ThreadMode.forCores(Runtime.getRuntime().availableProcessors());
    private WaitKind waitKind = WaitKind.BLOCKING;
    private Intake.Durability durability = Intake.Durability.JOURNALED;
    private long tickMs = TICK_MS_DEFAULT;
    private int batchSlots = AS_THE_RING;
    private int recentDecisions = RECENT_DECISIONS_DEFAULT;
    private int checkpointEvents = CHECKPOINT_EVENTS_DEFAULT;
    private ConfigurationTexts configuration;
    private Set<ConfigKind> kept = Set.of();
    private long skipSequence;
    private StandbyReplay standby;
    private Snapshots snapshots;
    private NanoClock nanoClock = SystemNanoClock.INSTANCE;
    private EpochClock epochClock = SystemEpochClock.INSTANCE;
    private Counters counters = new Counters();
    private long heapBytes = Runtime.getRuntime().maxMemory();

    /**
     * Checks everything.
     *
     * @return this
     * @throws IllegalArgumentException which names the setting, its value and what was expected
     */
    public PipelineContext conclude() {
        Objects.requireNonNull(journal, "journal");
        Objects.requireNonNull(configuration, "configuration");
        check(BitUtil.isPowerOfTwo(ringSlots) && ringSlots >= RING_SLOTS_MIN && ringSlots <= RING_SLOTS_MAX,
            "ringSlots", ringSlots, "a power of two from " + RING_SLOTS_MIN + " to " + RING_SLOTS_MAX);
        check(tickMs >= 1 && tickMs <= 60_000, "tickMs", tickMs, "1 to 60000 ms");
        check(batchSlots() >= 1 && batchSlots() <= ringSlots, "batchSlots", batchSlots(), "1 to ringSlots");
        check(recentDecisions >= 1 && recentDecisions <= 1 << 20, "recentDecisions", recentDecisions, "1 to 1048576");
        check(checkpointEvents >= 1, "checkpointEvents", checkpointEvents, "1 or more");
        check(skipSequence >= 0, "skipSequence", skipSequence, "0 for none, or a sequence");
        return this;
    }

    private static void check(final boolean good, final String name, final long value, final String expected) {
        if (!good) {
            throw new IllegalArgumentException(name + " is " + value + ", expected " + expected);
        }
    }

    /**
     * Most frames that one offer may hold: {@link #REQUEST_FRAMES_MAX} and an eighth of the ring.
     *
     * @return count
     */
    public int offerFrames() {
        return Math.min(REQUEST_FRAMES_MAX, ringSlots >> 3);
    }

    /**
     * Where frames go; opened for writing, closed by its owner after the pipeline.
     *
     * @param value the journal
     * @return this
     */
    public PipelineContext journal(final Journal value) {
        journal = value;
        return this;
    }

    /**
     * Slots of the ring.
     *
     * @param value a power of two, {@link #RING_SLOTS_MIN} to {@link #RING_SLOTS_MAX}
     * @return this
     */
    public PipelineContext ringSlots(final int value) {
        ringSlots = value;
        return this;
    }

    /**
     * Who runs the handlers.
     *
     * @param value the mode
     * @return this
     */
    public PipelineContext threadMode(final ThreadMode value) {
        threadMode = Objects.requireNonNull(value);
        return this;
    }

    /**
     * How handlers wait.
     *
     * @param value the kind
     * @return this
     */
    public PipelineContext waitKind(final WaitKind value) {
        waitKind = Objects.requireNonNull(value);
        return this;
    }

    /**
     * What a reply waits for.
     *
     * @param value the durability
     * @return this
     */
    public PipelineContext durability(final Intake.Durability value) {
        durability = Objects.requireNonNull(value);
        return this;
    }

    /**
     * Idleness after which a tick is journaled.
     *
     * @param value ms, 1 to 60,000
     * @return this
     */
    public PipelineContext tickMs(final long value) {
        tickMs = value;
        return this;
    }

    /**
     * Slots that a handler takes at a time; {@link #BATCH_SLOTS_DEFAULT} or all of a smaller ring when it is not given.
     *
     * @param value 1 to the ring's slots
     * @return this
     */
    public PipelineContext batchSlots(final int value) {
        batchSlots = value;
        return this;
    }

    /**
     * Decision frames kept for duplicates, 1 KiB each.
     *
     * @param value 1 to 1,048,576
     * @return this
     */
    public PipelineContext recentDecisions(final int value) {
        recentDecisions = value;
        return this;
    }

    /** Most that the Java heap may grow to, in place of what this JVM says: for tests of what is refused then. */
    PipelineContext heapBytes(final long value) {
        heapBytes = value;
        return this;
    }

    long heapBytes() {
        return heapBytes;
    }

    /**
     * Events between two checkpoints.
     *
     * @param value 1 or more
     * @return this
     */
    public PipelineContext checkpointEvents(final int value) {
        checkpointEvents = value;
        return this;
    }

    /**
     * The configuration that is to be in force.
     *
     * @param value the texts
     * @return this
     */
    public PipelineContext configuration(final ConfigurationTexts value) {
        configuration = Objects.requireNonNull(value);
        return this;
    }

    /**
     * Kinds of configuration of which the start asks for nothing: what the journal has in force goes on, unless it is a default of this
     * version or one before; {@link #configuration} says what is in force where there is nothing, and of the engine's settings all that a
     * running engine cannot change.
     *
     * @param value kinds; none unless set
     * @return this
     */
    public PipelineContext keep(final Set<ConfigKind> value) {
        kept = Set.copyOf(value);
        return this;
    }

    /**
     * An event that must not be processed, since it stopped the processor before.
     *
     * @param value its sequence, 0 for none
     * @return this
     */
    public PipelineContext skipSequence(final long value) {
        skipSequence = value;
        return this;
    }

    /**
     * A replay that has gone ahead, so that the start need not replay from the first frame; none by default.
     *
     * @param value of the same journal, made with a context like this one; the start ends it
     * @return this
     */
    public PipelineContext standby(final StandbyReplay value) {
        standby = value;
        return this;
    }

    /**
     * Runs on; for latency and for the journal's clock.
     *
     * @param value the clock
     * @return this
     */
    public PipelineContext nanoClock(final NanoClock value) {
        nanoClock = Objects.requireNonNull(value);
        return this;
    }

    /**
     * The wall clock.
     *
     * @param value the clock
     * @return this
     */
    public PipelineContext epochClock(final EpochClock value) {
        epochClock = Objects.requireNonNull(value);
        return this;
    }

    /**
     * Where to count; one's own when the front ends begin to count before the pipeline starts.
     *
     * @param value the counters
     * @return this
     */
    public PipelineContext counters(final Counters value) {
        counters = Objects.requireNonNull(value);
        return this;
    }

    /**
     * Snapshots of the same journal; a start goes on from the newest that is of use. None by default: each start replays all.
     *
     * @param value of the journal's data folder
     * @return this
     */
    public PipelineContext snapshots(final Snapshots value) {
        snapshots = value;
        return this;
    }

    /**
     * Snapshots to start from.
     *
     * @return null for none
     */
    Snapshots snapshots() {
        return snapshots;
    }

    Journal journal() {
        return journal;
    }

    int ringSlots() {
        return ringSlots;
    }

    ThreadMode threadMode() {
        return threadMode;
    }

    WaitKind waitKind() {
        return waitKind;
    }

    Intake.Durability durability() {
        return durability;
    }

    long tickMs() {
        return tickMs;
    }

    int batchSlots() {
        return batchSlots == AS_THE_RING ? Math.min(BATCH_SLOTS_DEFAULT, ringSlots) : batchSlots;
    }

    int recentDecisions() {
        return recentDecisions;
    }

    int checkpointEvents() {
        return checkpointEvents;
    }

    Set<ConfigKind> kept() {
        return kept;
    }

    ConfigurationTexts configuration() {
        return configuration;
    }

    long skipSequence() {
        return skipSequence;
    }

    StandbyReplay standby() {
        return standby;
    }

    NanoClock nanoClock() {
        return nanoClock;
    }

    EpochClock epochClock() {
        return epochClock;
    }

    Counters counters() {
        return counters;
    }

    @Override
    public String toString() {
        return "ringSlots=" + ringSlots
            + " threads=" + threadMode.name().toLowerCase(Locale.ROOT)
            + " wait=" + waitKind.name().toLowerCase(Locale.ROOT)
            + " durability=" + durability.name().toLowerCase(Locale.ROOT)
            + " tickMs=" + tickMs
            + " batchSlots=" + batchSlots()
            + " recentDecisions=" + recentDecisions
            + " checkpointEvents=" + checkpointEvents
            + " skipSequence=" + skipSequence;
    }
}
