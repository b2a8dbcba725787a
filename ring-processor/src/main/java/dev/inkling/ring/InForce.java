package dev.inkling.ring;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

import dev.inkling.journal.ConfigurationCollector;
import dev.inkling.journal.ConfigurationWriter;
import dev.inkling.journal.Frames;
import dev.inkling.journal.codec.ConfigKind;
import dev.inkling.scoring.ConfigException;
import dev.inkling.scoring.Engine;
import dev.inkling.scoring.EngineSettings;
import dev.inkling.scoring.StateException;
import dev.inkling.scoring.StateInput;
import dev.inkling.scoring.StateOutput;
import org.agrona.DirectBuffer;

/**
 * The configuration that the journal put in force, the text of it that is being journaled, and the engine that works by it. Confined to
 * the processor's thread; allocates only when configuration comes.
 */
final class InForce {
    private final ConfigurationCollector collector = new ConfigurationCollector();
    private final ProcessorConfiguration configuration = new ProcessorConfiguration();
    private final DecisionEmitter emitter;
    private Engine engine;
    private final VersionHistory history = new VersionHistory();
    private boolean ready;
    /** Of the frame that put in force what is. */
    private long sequence;
    private long receivedMs;
    /** Changes whenever a text comes. */
    private int revision;
    private boolean eventClock;
    private long lateMs;
    private int storefronts;

    /**
     * Nothing is in force.
     *
     * @param emitter told of what comes in force
     */
    InForce(final DecisionEmitter emitter) {
        this.emitter = emitter;
    }

    /**
     * A piece of a configuration text.
     *
     * @param frame  holds it
     * @param offset of its first byte
     * @param events moments processed before it
     * @throws ConfigException when settings or catalogue cannot be used
     */
    void onPiece(final DirectBuffer frame, final int offset, final long events) throws ConfigException {
        if (collector.onPiece(frame, offset) != ConfigurationCollector.Outcome.WHOLE) {
            return;
        }
        final ConfigKind kind = collector.kind();
        final byte[] bytes = collector.text();
        final String text = new String(bytes, StandardCharsets.UTF_8);
        configuration.put(kind, nameOf(kind), text);
        final long at = Frames.sequence(frame, offset);
        final long atMs = Frames.received(frame, offset);
        history.add(new ConfigurationVersion(kind, at, atMs, events, collector.digest(), bytes.length, text));
        revision++;
        if (kind == ConfigKind.ENGINE) {
            adopt(configuration.settings());
        }
        if (kind == ConfigKind.ENGINE || configuration.isSettled()) {
            sequence = at;
            receivedMs = atMs;
            configure();
        }
    }

    /**
     * What errors of a journaled text call it.
     *
     * @param kind of it
     * @return words
     */
    static String nameOf(final ConfigKind kind) {
        return "journaled " + kind.name().toLowerCase(Locale.ROOT);
    }

    private void configure() {
        ready = configuration.isComplete();
        if (ready) {
            engine.configure(configuration.catalogue(), configuration.model(), configuration.rules());
            emitter.configure(new DecisionLabels(configuration.rules()), configuration.digest());
        }
    }

    /** What is remembered goes on under other settings, but where storefronts have other numbers: then the engine starts anew. */
    private void adopt(final EngineSettings settings) {
        eventClock = settings.clock() == EngineSettings.Clock.EVENT;
        lateMs = settings.lateMs();
        storefronts = settings.storefronts().size();
        if (engine == null || !EngineChange.keepsVisitors(engine.settings(), settings)) {
            engine = new Engine(settings);
        } else if (EngineChange.keepsTables(engine.settings(), settings)) {
            engine.adopt(settings);
        } else {
            engine = engine.under(settings);
        }
    }

    /**
     * Changes whenever a text comes.
     *
     * @return a number that was not there before
     */
    int revision() {
        return revision;
    }

    /**
     * What is in force, for other threads; allocates.
     *
     * @return null while moments cannot be processed
     */
    ConfigurationInForce view() {
        return ready ? new ConfigurationInForce(sequence, receivedMs, configuration, history.newestFirst()) : null;
    }

    /**
     * Whether moments can be processed.
     *
     * @return true when settings, a catalogue and rules are there and fit each other
     */
    boolean isReady() {
        return ready;
    }

    /**
     * The engine.
     *
     * @return null before settings came
     */
    Engine engine() {
        return engine;
    }

    /**
     * Whether time comes from events alone.
     *
     * @return false before settings came
     */
    boolean eventClock() {
        return eventClock;
    }

    /**
     * Bound for late moments.
     *
     * @return ms
     */
    long lateMs() {
        return lateMs;
    }

    /**
     * How many storefronts there are.
     *
     * @return count
     */
    int storefronts() {
        return storefronts;
    }

    /**
     * The texts and what they mean.
     *
     * @return always the same one
     */
    ProcessorConfiguration configuration() {
        return configuration;
    }

    /**
     * The kind of the text that began to come and is not whole yet; allocates.
     *
     * @return null when none is begun
     */
    ConfigKind begun() {
        final ConfigurationCollector.Partial partial = collector.partial();
        return partial == null ? null : ConfigKind.get((short) partial.kind());
    }

    /**
     * Whether the texts that came say all of what the engine works by: not between a catalogue and the rules that fit it, when it still
     * works by the pair before.
     *
     * @return whether {@link #save} can be called
     */
    boolean canSave() {
        return configuration.isSettled() || engine == null || engine.catalogue() == null;
    }

    /**
     * Saves texts and engine.
     *
     * @param out takes them
     */
    void save(final StateOutput out) {
        out.section("configuration");
        configuration.save(out);
        history.save(out);
        out.putLong(sequence);
        out.putLong(receivedMs);
        out.putInt(ready ? 1 : 0);
        final ConfigurationCollector.Partial partial = collector.partial();
        out.putInt(partial == null ? 0 : 1);
        if (partial != null) {
            out.putInt(partial.kind());
            out.putInt(partial.textBytes());
            out.putLong(partial.digest());
            out.putInt(partial.collected().length);
            out.putBytes(partial.collected(), 0, partial.collected().length);
        }
        if (engine != null) {
            engine.save(out);
        }
    }

    /**
     * Puts the saved texts in force and loads the engine that they make. Nothing must be in force yet.
     *
     * @param in            gives them
     * @param layoutVersion that they were saved with
     * @throws StateException when they are damaged, or mean something else to this code than when they were saved
     */
    void load(final StateInput in, final int layoutVersion) throws StateException {
        in.section("configuration");
        configuration.load(in);
        history.load(in);
        sequence = in.getLong("sequence of what is in force", 0, Long.MAX_VALUE);
        receivedMs = in.getLong();
        try {
            if (configuration.settings() != null) {
                adopt(configuration.settings());
            }
            configure();
        } catch (final IllegalArgumentException failure) {
            throw new StateException(in.damaged("its configuration cannot be used").getMessage() + ": " + failure.getMessage(), failure);
        }
        if (in.getInt("whether rules were in force", 0, 1) == 1 != ready) {
            throw in.damaged("its rules cannot be used: " + configuration.problem());
        }
        if (in.getInt("texts begun", 0, 1) == 1) {
            final int kind = in.getInt();
            final int textBytes = in.getInt("length of the text begun", 1, ConfigurationWriter.MAX_TEXT_BYTES);
            final long digest = in.getLong();
            final byte[] collected = new byte[in.getInt("what is there of it", 0, textBytes - 1)];
            in.getBytes(collected, 0, collected.length);
            collector.resume(new ConfigurationCollector.Partial(kind, textBytes, digest, collected));
        }
        if (engine != null) {
            engine.load(in, layoutVersion);
        }
    }
}
