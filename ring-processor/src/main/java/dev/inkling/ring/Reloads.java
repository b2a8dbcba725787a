package dev.inkling.ring;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import dev.inkling.journal.FrameBatch;
import dev.inkling.journal.codec.ConfigKind;
import dev.inkling.scoring.ConfigException;
import dev.inkling.scoring.EngineSettings;
import org.agrona.DirectBuffer;

/**
 * Brings configuration into a running pipeline: checked and compiled on the caller's thread, then offered to the ring like any other
 * frames, so that it comes in force between two moments and stands in the journal there. One at a time; any thread.
 */
final class Reloads {
    /** Under full load room comes within a second; a reload that waits longer waits for something that is broken. */
    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(30);
    private static final long RETRY_MS = 1;
    private static final long LOOK_MS = 100;

    private final RunningConfiguration running;
    private final RingIntake intake;
    private final Semaphore woken = new Semaphore(0);
    private final PipelineContext context;
    private final PipelineState state;
    private final Counters counters;
    private final Completion completion = new Completion();
    private int request;

    /** What became of an offer. */
    private static final class Completion implements Intake.Results {
        private int request;
        private int refused;
        private Intake.Durability durability = Intake.Durability.JOURNALED;

        @Override
        public void onDecision(
            final int number, final int generation, final DirectBuffer frame, final int offset, final int length,
            final boolean replayed, final long latencyNanos) {
            // a configuration frame decides nothing that anyone waits for here
        }

        @Override
        public void onComplete(
            final int number, final int generation, final int accepted, final int duplicates, final int notTaken,
            final Intake.Durability how) {
            request = number;
            refused = notTaken;
            durability = how;
        }

        @Override
        public void onVisitor(
            final int number, final int generation, final DirectBuffer visitor, final int offset, final int length) {
            // nobody is looked up here
        }
    }

    /**
     * For a pipeline.
     *
     * @param running  what it works by
     * @param intakes  opens a way into its ring, given what to run when results are there
     * @param context  concluded
     * @param state    of the pipeline
     */
    Reloads(
        final RunningConfiguration running, final Function<Runnable, RingIntake> intakes, final PipelineContext context,
        final PipelineState state) {
        this.running = running;
        this.state = state;
        intake = intakes.apply(woken::release);
        this.context = context;
        counters = context.counters();
    }

    /**
     * Checks what a reload would do, and does nothing.
     *
     * @param change of the texts in force
     * @return sequence and digest in force now, and the kinds that would be journaled
     * @throws ReloadException when it would be refused for its texts
     */
    synchronized Reload check(final UnaryOperator<ConfigurationTexts> change) {
        final ConfigurationInForce before = running.view();
        final PreparedConfiguration prepared = prepare(before);
        final ConfigurationTexts wanted = wanted(before, change, prepared);
        final List<ConfigKind> changed = changed(before, wanted);
        return new Reload(before.sequence(), rehearse(before, wanted, changed, prepared), Intake.Durability.JOURNALED, changed);
    }

    /**
     * Puts other texts in force.
     *
     * @param change of the texts in force
     * @return how that went
     * @throws ReloadException when they are refused; what is in force stays
     */
    synchronized Reload reload(final UnaryOperator<ConfigurationTexts> change) {
        try {
            final Reload reload = put(change);
            counters.increment(Counter.CONFIG_RELOADS);
            return reload;
        } catch (final ReloadException refused) {
            counters.increment(Counter.CONFIG_RELOADS_REFUSED);
            throw refused;
        }
    }

    private Reload put(final UnaryOperator<ConfigurationTexts> change) {
        final ConfigurationInForce before = running.view();
        final PreparedConfiguration prepared = prepare(before);
        final ConfigurationTexts wanted = wanted(before, change, prepared);
        final List<ConfigKind> changed = changed(before, wanted);
        if (changed.isEmpty()) {
            return new Reload(before.sequence(), before.digest(), context.durability(), changed);
        }
        final long digest = rehearse(before, wanted, changed, prepared);
        if (context.journal().isDiskLow()) {
            throw unavailable("the journal's disk has too little room: make room and send it again");
        }
        final List<FrameBatch> offers = new ConfigurationPieces(wanted, changed, context.offerFrames()).offers();
        running.handOver(prepared);
        try {
            offers.forEach(this::offer);
        } finally {
            running.handOver(ConfigurationCompiler.PLAIN);
        }
        final ConfigurationInForce after = running.view();
        if (after.digest() != digest) {
            throw unavailable("the configuration went through, but " + Long.toHexString(after.digest()) + " is in force and not "
                + Long.toHexString(digest));
        }
        return new Reload(after.sequence(), digest, completion.durability, changed);
    }

    private static PreparedConfiguration prepare(final ConfigurationInForce before) {
        final PreparedConfiguration prepared = new PreparedConfiguration();
        prepared.keep(before.texts().catalogue(), before.catalogue(), before.texts().rules(), before.rules());
        return prepared;
    }

    /** The whole of what is wanted, checked; settings of the engine in their canonical form. */
    private ConfigurationTexts wanted(
        final ConfigurationInForce before, final UnaryOperator<ConfigurationTexts> change, final ConfigurationCompiler compiler) {
        final ConfigurationTexts texts = change.apply(before.texts());
        final EngineSettings settings = WantedConfiguration.settings(texts, before.settings());
        final Map<String, String> fixed = EngineChange.whyNotLive(before.settings(), settings);
        if (!fixed.isEmpty()) {
            final ConfigException mistake = EngineSettings.mistake(texts.engine(), texts.name(ConfigKind.ENGINE), fixed.keySet(),
                String.join(", ", fixed.values()) + " cannot change while the engine runs: restart with it, or leave it out; expected"
                    + " changes of anything else");
            throw new ReloadException(ReloadException.Reason.NEEDS_RESTART, mistake.getMessage(), mistake);
        }
        new WantedConfiguration(texts, compiler, before, context.heapBytes());
        return texts.withEngine(settings.toText());
    }

    /** Against what came last and not what is in force: where a reload was cut short, these differ. */
    private static List<ConfigKind> changed(final ConfigurationInForce before, final ConfigurationTexts wanted) {
        return ConfigurationTexts.KINDS.stream().filter(kind -> !wanted.text(kind).equals(before.came().text(kind))).toList();
    }

    /**
     * Does what the processor will do, with the same code, so that all it will compile is at hand: also the pair of a new catalogue and
     * the rules before, which may or may not fit each other.
     */
    private static long rehearse(
        final ConfigurationInForce before, final ConfigurationTexts wanted, final List<ConfigKind> changed,
        final PreparedConfiguration prepared) {
        final ProcessorConfiguration rehearsal = new ProcessorConfiguration();
        rehearsal.compileWith(prepared);
        try {
            for (final ConfigurationTexts texts : List.of(before.texts(), before.came())) {
                for (final ConfigKind kind : ConfigurationTexts.KINDS) {
                    if (!texts.text(kind).equals(rehearsal.text(kind))) {
                        rehearsal.put(kind, InForce.nameOf(kind), texts.text(kind));
                    }
                }
            }
            for (final ConfigKind kind : changed) {
                rehearsal.put(kind, InForce.nameOf(kind), wanted.text(kind));
            }
        } catch (final ConfigException e) {
            throw new ReloadException(ReloadException.Reason.UNUSABLE, e.getMessage(), e);
        }
        if (!rehearsal.isSettled()) {
            throw new ReloadException(ReloadException.Reason.UNUSABLE, rehearsal.problem(), null);
        }
        return rehearsal.digest();
    }

    private void offer(final FrameBatch batch) {
        final long beganNs = System.nanoTime();
        request++;
        Intake.Offer offer = intake.offer(batch, request, 0);
        while (offer == Intake.Offer.RING_FULL && System.nanoTime() - beganNs < PATIENCE_NS) {
            await(RETRY_MS);
            offer = intake.offer(batch, request, 0);
        }
        if (offer != Intake.Offer.TAKEN) {
            throw unavailable(offer == Intake.Offer.RING_FULL ? "the ring has no room; try again later"
                : state.failed() ? state.failure() : "the pipeline is closing");
        }
        awaitCompletion(beganNs);
        if (completion.refused > 0) {
            throw unavailable(state.failed() ? state.failure() : completion.refused + " of " + batch.count() + " frames were refused, as"
                + " the journal's disk has too little room: make room and send it again");
        }
    }

    private void awaitCompletion(final long beganNs) {
        intake.drain(completion);
        while (completion.request != request) {
            final boolean isOver = state.failed() || System.nanoTime() - beganNs > PATIENCE_NS;
            await(LOOK_MS);
            intake.drain(completion);
            if (isOver && completion.request != request) {
                throw unavailable("no answer from the ring; whether the configuration was journaled is not known"
                    + (state.failed() ? ": " + state.failure() : ""));
            }
        }
    }

    private void await(final long ms) {
        try {
            woken.tryAcquire(ms, TimeUnit.MILLISECONDS);
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable("interrupted; whether the configuration was journaled is not known");
        }
        woken.drainPermits();
    }

    private static ReloadException unavailable(final String why) {
        return new ReloadException(ReloadException.Reason.UNAVAILABLE, why, null);
    }
}
