package dev.inkling.perf.simulate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import dev.inkling.journal.Journal;
import dev.inkling.journal.JournalException;
import dev.inkling.journal.QueueName;
import dev.inkling.ring.Pipeline;
import dev.inkling.ring.PipelineException;
import dev.inkling.ring.Verification;

/**
 * One run: an engine that takes requests and meets with faults, dies, starts again and goes on, with the model at its side. Everything is
 * drawn from the seed, in one thread. Used once.
 */
final class Simulation {
    private static final int HOUR_MS = 3_600_000;
    /** Deaths in one go of starts; the next one is left alone. */
    private static final int MOST_DEATHS_AT_START = 3;

    private final Chance chance;
    private final Trace trace;
    private final Clocks clocks;
    /** So many that their results, of 40 bytes and more each, take more than the 64 KiB that there are. */
    private static final int RUSH_REQUESTS = 2_000;

    private final Setup setup;
    private final Shoppers shoppers;
    private final Model model;
    private final Medium medium;
    private final Faults faults;
    private final Canary canary;
    /** Events whose storefront does not know their fate, and some that it does. */
    private final List<Sent> again = new ArrayList<>();
    private final List<Sent> all = new ArrayList<>();
    private Life life;
    private boolean isPowerLost;
    private int requests;
    private int starts;
    private int patience;

    /**
     * A run.
     *
     * @param chance of it
     * @param trace  of it
     * @param clocks of it
     * @param medium for its journal
     * @param canary what is wrong on purpose
     */
    Simulation(final Chance chance, final Trace trace, final Clocks clocks, final Medium medium, final Canary canary) {
        this.chance = chance;
        this.trace = trace;
        this.clocks = clocks;
        this.medium = medium;
        this.canary = canary;
        setup = new Setup(chance);
        shoppers = new Shoppers(chance, trace, setup.shoppers());
        model = new Model(setup);
        faults = new Faults(chance, trace, model, medium, canary);
    }

    /**
     * Runs it.
     *
     * @param mostSteps bound on its steps
     * @return what it came to
     * @throws Expectation when something is not as it must be
     */
    Result run(final int mostSteps) {
        trace.note("%s", setup);
        start();
        final int steps = Math.min(mostSteps, chance.between(20, 60));
        for (int step = 1; step <= steps; step++) {
            trace.step(step);
            clocks.run(chance.oneIn(4) ? chance.below(200_000) : chance.below(3_000));
            step();
            faults.rethrow();
            if (faults.isDead()) {
                die();
            } else if (faults.isFailed() && chance.oneIn(3)) {
                restart();
            }
        }
        trace.step(steps + 1);
        finish();
        trace.add(model.twin().digest());
        return new Result(model.twin().events(), model.twin().decisions().size(), starts, trace.digest(), model.twin().digest());
    }

    private void step() {
        final int what = chance.below(100);
        if (what < 12) {
            arm();
        }
        if (what < 62) {
            request();
        } else if (what < 68) {
            life.tick();
        } else if (what < 74 && faults.isQuiet() && !faults.isFailed()) {
            drain();
            life.query(all.isEmpty() ? 1 : chance.of(all).visitorKey());
        } else if (what < 80) {
            final long stepMs = chance.between(-3 * HOUR_MS, 3 * HOUR_MS);
            trace.fault(Fault.CLOCK_STEP);
            trace.note("the wall clock is set by %d ms", stepMs);
            clocks.set(stepMs);
        } else if (what < 84) {
            life.lag(chance.below(40));
        } else if (what < 86 && medium.snapshots() != null && !faults.isFailed()) {
            life.snapshot(medium.snapshots());
        } else if (what < 87) {
            slowReader();
        } else if (what < 92) {
            faults.kill(Fault.KILL_AT_REST);
        } else if (what < 95) {
            faults.disarm();
            restart();
        } else {
            request();
        }
    }

    /** Results are not taken for some requests; now and then for so many that they find no room. */
    private void slowReader() {
        trace.fault(Fault.SLOW_READER);
        patience = chance.between(2, 12);
        if (chance.oneIn(30)) {
            patience = RUSH_REQUESTS + 1;
            for (int i = 0; i < RUSH_REQUESTS && !faults.isDead() && !faults.isFailed(); i++) {
                request(1, List.of());
            }
            patience = 1;
        }
    }

    private void arm() {
        switch (chance.below(10)) {
            case 0, 1, 2, 3 -> faults.armKill(30);
            case 4 -> faults.armKillAtSync();
            case 5, 6 -> faults.armDiskLow(chance.between(1, 8));
            case 7 -> faults.armFailure(chance.of(List.of(QueueName.EVENTS, QueueName.DECISIONS)));
            case 8 -> faults.armSyncFailure();
            default -> faults.armKill(3);
        }
    }

    private void request() {
        final int count = chance.between(1, chance.oneIn(4) ? setup.requestEvents() : 8);
        request(count, chance.oneIn(12) ? reload() : List.of());
    }

    /** Frames of a reload that leave room for an event at least. */
    private List<byte[]> reload() {
        final List<byte[]> frames = setup.reload();
        if (!frames.isEmpty()) {
            trace.fault(Fault.RELOAD_IN_BATCH);
            trace.note("%s", setup);
        }
        return frames;
    }

    private void request(final int most, final List<byte[]> configuration) {
        final int count = Math.min(most, setup.requestEvents() - configuration.size());
        final List<Sent> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            events.add(event(events));
        }
        final Request request = new Request(requests++, events, configuration, model).behind(model.eventFrames());
        life.send(request, faults);
        if (!faults.isDead() && --patience <= 0) {
            drain();
        }
    }

    private Sent event(final List<Sent> before) {
        Sent event = null;
        if (!again.isEmpty() && chance.oneIn(3)) {
            event = again.remove(chance.below(again.size()));
        } else if (!all.isEmpty() && chance.oneIn(8)) {
            event = all.get(Math.max(0, all.size() - 1 - chance.below(chance.oneIn(2) ? 5 : all.size())));
        } else if (!before.isEmpty() && chance.oneIn(12)) {
            event = chance.of(before);
        }
        // what has no id cannot be told from a new one, so no storefront would send it twice
        if (event != null && event.id() != null) {
            trace.fault(Fault.DUPLICATE);
            return event;
        }
        final Sent made = shoppers.next(clocks.wallMs(), model.someDecided());
        model.made(made);
        all.add(made);
        return made;
    }

    private void drain() {
        if (life.isBehind()) {
            life.drain();
        }
    }

    /** Stops in order, unless something armed strikes meanwhile, and starts again, maybe with another configuration. */
    private void restart() {
        trace.note("stops in order");
        final boolean wasFailed = faults.isFailed();
        life.drain();
        stop();
        if (faults.isDead()) {
            die();
            return;
        }
        end();
        medium.stopped();
        if (!wasFailed && !faults.isFailed()) {
            trace.fault(Fault.CLEAN_STOP);
            model.requireAllDecided();
        }
        isPowerLost = false;
        if (chance.oneIn(2) && setup.change()) {
            trace.fault(Fault.RELOAD);
            trace.note("%s", setup);
        }
        start();
    }

    private void stop() {
        try {
            life.stop();
        } catch (final Killed dead) {
            trace.note("dies while it stops");
        }
        faults.rethrow();
    }

    private void die() {
        isPowerLost = chance.oneIn(3);
        bury();
        if (chance.oneIn(4) && setup.change()) {
            trace.fault(Fault.RELOAD);
            trace.note("%s", setup);
        }
        start();
    }

    private void bury() {
        if (medium.snapshots() != null && chance.oneIn(4)) {
            damageSnapshot();
        }
        if (isPowerLost) {
            trace.fault(Fault.POWER_LOSS);
            trace.note("power is lost");
        }
        medium.bury(isPowerLost);
        end();
    }

    private void damageSnapshot() {
        try {
            final List<Path> files = medium.snapshots().newestFirst();
            if (!files.isEmpty()) {
                final Path file = chance.of(files);
                byte[] content = Files.readAllBytes(file);
                if (chance.oneIn(3)) {
                    content = Arrays.copyOf(content, chance.below(content.length));
                } else {
                    content[chance.below(content.length)] ^= (byte) (1 << chance.below(8));
                }
                Files.write(file, content);
                trace.fault(Fault.DAMAGED_SNAPSHOT);
                trace.note("snapshot %s is damaged", file.getFileName());
            }
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void end() {
        if (life != null) {
            life.end();
            again.addAll(life.unsure());
            life = null;
        }
        patience = 0;
    }

    private void start() {
        StoredFrame inFlight = faults.inFlight();
        for (int deaths = 0;; deaths++) {
            starts++;
            faults.begin();
            final Journal journal = open();
            model.opened(journal.epoch(), new QueueReader(journal, QueueName.EVENTS).frames(),
                new QueueReader(journal, QueueName.DECISIONS), inFlight, isPowerLost);
            isPowerLost = false;
            trace.note("starts, epoch %d, %d frames of events", journal.epoch(), model.eventFrames());
            if (deaths < MOST_DEATHS_AT_START && chance.oneIn(4)) {
                faults.armKill(chance.oneIn(2) ? 2 : 40);
            }
            if (begin(journal)) {
                return;
            }
            inFlight = faults.inFlight();
            isPowerLost = faults.isDead() && chance.oneIn(3);
            if (faults.isDead()) {
                bury();
                journal.close();
            } else {
                journal.close();
                medium.stopped();
            }
        }
    }

    private Journal open() {
        try {
            return medium.open();
        } catch (final JournalException refused) {
            throw new Expectation("the journal cannot be opened: " + refused.getMessage(), refused);
        }
    }

    /** Whether the engine lives; if not, it died. */
    private boolean begin(final Journal journal) {
        final Journal watched = new WatchedJournal(journal, faults);
        final Pipeline pipeline;
        try {
            if (canary == Canary.DOUBLE_EVENT) {
                Lies.doubleEvent(watched, model);
            }
            pipeline = Pipeline.start(setup.context(clocks).journal(watched).snapshots(medium.snapshots()));
        } catch (final Killed dead) {
            faults.rethrow();
            return false;
        } catch (final PipelineException | JournalException failure) {
            faults.rethrow();
            Expectation.that(faults.isDead() || faults.isFailed(), "the engine cannot start: %s", failure.getMessage());
            return false;
        }
        faults.rethrow();
        if (faults.isDead()) {
            return false;
        }
        faults.started();
        model.started(new QueueReader(journal, QueueName.EVENTS).frames(), new QueueReader(journal, QueueName.DECISIONS));
        life = new Life(journal, pipeline, setup, model, trace);
        return true;
    }

    /** The journal as it is left must give everything again. */
    private void finish() {
        faults.disarm();
        restart();
        life.lag(Integer.MAX_VALUE);
        stop();
        end();
        medium.stopped();
        faults.begin();
        try (Journal journal = medium.open()) {
            final Verification.Result found = new Verification(journal, false).run(sequence -> { });
            Expectation.that(found.divergences() == 0, "verification finds %d divergences: %s", found.divergences(), found.reason());
            Expectation.that(found.digest() == model.twin().digest(), "a replay comes to digest %x, the run came to %x", found.digest(),
                model.twin().digest());
        }
    }

    /**
     * What a run came to.
     *
     * @param events    journaled
     * @param decisions made
     * @param starts    of the engine
     * @param trace     digest of all that happened
     * @param digest    of the engine
     */
    record Result(long events, long decisions, int starts, long trace, long digest) {
    }
}
