package dev.inkling.perf.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

import dev.inkling.perf.crash.Findings.Kind;

/**
 * Kills a server round after round on one data folder while another process sends, and has the journal checked. Ends at the first check
 * that finds something, so that what is on disk then can be looked at.
 */
final class Attack {
    private static final long SNAPSHOT_MS = 60_000;
    private static final long FIRST_ANSWER_MS = 5_000;
    private static final long POLL_MS = 2;
    /**
     * Beyond twice the slowest other start, which a machine that others use makes slow too. A start that waits for a lock waits for
     * Chronicle's timeout, by its default 10 s.
     */
    private static final long SLOW_MS = 5_000;

    private final AttackPlan plan;
    private final Folders folders;
    private final Consumer<String> progress;
    private final Findings findings = new Findings();
    private final Tally tally = new Tally();
    private final Audit audit;
    private final ReplayTool replay;
    private PidThief thief;

    Attack(final AttackPlan plan, final Folders folders, final Consumer<String> progress) {
        this.plan = plan;
        this.folders = folders;
        this.progress = progress;
        this.replay = new ReplayTool(folders);
        this.audit = new Audit(plan, folders, replay, findings, tally);
    }

    Findings findings() {
        return findings;
    }

    Tally tally() {
        return tally;
    }

    /** Runs all rounds; what goes wrong with the server is a finding. */
    void run() throws IOException, InterruptedException {
        if (plan.snapshots() && !replay.makesSnapshots()) {
            throw new IOException("this build makes no snapshots: replay has no command of that name");
        }
        final boolean pids = PidThief.isPermitted();
        if (!pids) {
            progress.accept("no round takes a dead server's process id: that needs root and Linux");
        }
        final KillPlan kills = new KillPlan(plan.seed(), pids);
        try (SenderProcess sender = SenderProcess.start(folders, plan.seed(), plan.connections())) {
            for (int round = 0; round < plan.rounds() && findings.isEmpty(); round++) {
                round(round, kills.next(round, usualMs()), sender);
                if ((round + 1) % plan.checkEvery() == 0 && round + 1 < plan.rounds()) {
                    progress.accept("round " + (round + 1) + ": " + audit.check(false));
                }
            }
            if (findings.isEmpty()) {
                settle(sender);
                progress.accept("end: " + audit.check(true));
            }
        } finally {
            releasePid();
        }
    }

    private void round(final int number, final Kill kill, final SenderProcess sender) throws IOException, InterruptedException {
        try (ServerProcess server = ServerProcess.launch(folders, plan)) {
            if (kill.kind() == Kill.Kind.RECOVERY) {
                pause(kill.delayMs());
            } else if (!awaitReady(server, sender)) {
                return;
            } else {
                load(number, kill, server, sender);
            }
            if (kill.kind() == Kill.Kind.PID && LockHunt.stopLocked(folders.data(), server.pid())) {
                tally.killedLocked++;
            }
            server.kill();
            tally.onKill(kill.kind());
            if (kill.kind() != Kill.Kind.RECOVERY) {
                sender.awaitDone();
                tally.unknown += sender.unknown();
            }
            if (kill.kind() == Kill.Kind.PID) {
                releasePid();
                thief = PidThief.take(server.pid());
                if (thief == null) {
                    progress.accept("round " + (number + 1) + ": process id " + server.pid() + " could not be taken");
                }
            }
            progress.accept(String.format(Locale.ROOT, "round %d of %d: killed %s after %d ms, %,d acknowledged, %,d unknown",
                number + 1, plan.rounds(), kill.kind(), kill.delayMs(), sender.acknowledged(), sender.unknown()));
        }
    }

    private void load(final int number, final Kill kill, final ServerProcess server, final SenderProcess sender)
        throws IOException, InterruptedException {
        final long recorded = recordedBytes();
        final boolean burst = kill.kind() == Kill.Kind.BURST || kill.kind() == Kill.Kind.PID;
        sender.send(server.port(), burst ? 0 : plan.rate());
        if (kill.kind() != Kill.Kind.EARLY) {
            awaitRecord(recorded);
        }
        if (!plan.snapshots() || number % 2 == 0) {
            pause(kill.delayMs());
            return;
        }
        try (ChildJvm snapshot = replay.snapshot()) {
            pause(kill.delayMs());
            if (number % 4 == 1) {
                server.kill();
                if (snapshot.awaitExit(SNAPSHOT_MS) != 0) {
                    findings.add(Kind.SERVER, "a snapshot was not made; see " + folders.log("replay"));
                }
                tally.snapshots++;
            } else {
                snapshot.kill();
                tally.snapshotsKilled++;
            }
        } catch (final TimeoutException e) {
            findings.add(Kind.SERVER, "a snapshot was not made in " + SNAPSHOT_MS + " ms");
        }
    }

    /** A kill under load is one of a server that has begun to answer, however slow the machine. */
    private void awaitRecord(final long bytes) throws IOException, InterruptedException {
        for (long waitedMs = 0; waitedMs < FIRST_ANSWER_MS && recordedBytes() == bytes; waitedMs += POLL_MS) {
            pause(POLL_MS);
        }
    }

    private long recordedBytes() throws IOException {
        return Files.exists(folders.acknowledgements()) ? Files.size(folders.acknowledgements()) : 0;
    }

    /** The last start: nothing is killed any more, and all that nobody knows about is sent again. */
    private void settle(final SenderProcess sender) throws IOException, InterruptedException {
        try (ServerProcess server = ServerProcess.launch(folders, plan)) {
            if (!awaitReady(server, sender)) {
                return;
            }
            sender.settle(server.port());
            sender.awaitDone();
            if (sender.unknown() != 0) {
                findings.add(Kind.SERVER, sender.unknown() + " events were not taken when sent again");
            }
            final int exit = server.stop();
            if (exit != 0) {
                findings.add(Kind.SERVER, "the server, told to end, ended with " + exit);
            }
        } catch (final TimeoutException e) {
            findings.add(Kind.SERVER, e.getMessage());
        }
        tally.acknowledged = sender.acknowledged();
        tally.refusals = sender.refusals();
    }

    private boolean awaitReady(final ServerProcess server, final SenderProcess sender) throws IOException, InterruptedException {
        final long ms;
        try {
            ms = server.awaitReady();
        } catch (final IOException e) {
            findings.add(Kind.SERVER, e.getMessage());
            return false;
        }
        final boolean taken = thief != null && thief.isAlive();
        tally.locksCleared += server.locksCleared();
        if (tally.firstStartMs == 0) {
            tally.firstStartMs = ms;
        } else {
            tally.onRecovery(ms, taken);
        }
        if (taken) {
            tally.locksClearedPidTaken += server.locksCleared();
            probe(ms, server, sender);
        }
        releasePid();
        return true;
    }

    /** Neither the start nor the first append may wait for a lock of the dead server, though a process of its id lives. */
    private void probe(final long startMs, final ServerProcess server, final SenderProcess sender)
        throws IOException, InterruptedException {
        final long before = sender.acknowledged();
        final long sentNs = System.nanoTime();
        sender.probe(server.port());
        sender.awaitDone();
        final long ms = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - sentNs);
        tally.slowestProbeMs = Math.max(tally.slowestProbeMs, ms);
        if (sender.acknowledged() == before || startMs + ms > 2 * Math.max(tally.slowestMs(), tally.firstStartMs) + SLOW_MS) {
            findings.add(Kind.SERVER, "while another process had the dead server's id, a start took " + startMs + " ms, and the first "
                + "events " + (sender.acknowledged() == before ? "were not acknowledged in " : "took ") + ms + " ms");
        }
    }

    private long usualMs() {
        return Math.max(tally.medianMs(), tally.firstStartMs);
    }

    private void releasePid() throws IOException {
        if (thief != null) {
            thief.close();
            thief = null;
        }
    }

    private static void pause(final long ms) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(ms);
    }
}
