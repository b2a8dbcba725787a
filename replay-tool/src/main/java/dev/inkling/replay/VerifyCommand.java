package dev.inkling.replay;

import java.util.concurrent.Callable;

import dev.inkling.journal.Journal;
import dev.inkling.journal.QueueName;
import dev.inkling.journal.snapshot.Snapshots;
import dev.inkling.ring.Verification;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Replays a journal and compares every decision with the journaled one. Reads only, so a server may be running on the folder. */
@Command(name = "verify", mixinStandardHelpOptions = true, sortOptions = false,
    description = {"Checks every frame of a journal, replays it, and compares each decision with the journaled one.",
        "The last line is `verified events=N decisions=M divergences=0 digest=HEX`, or `diverged sequence=S ...`."})
final class VerifyCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private DataFolder data;

    VerifyCommand(final Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        final long begun = System.nanoTime();
        final Verification.Result result;
        final String deadLetters;
        try (Journal journal = data.openForReading();
             Progress progress = Progress.start(console.terminal(), console.err(), "verify", " k frames", 1_000, -1)) {
            result = new Verification(journal, data.mayLackDecisions(), new Snapshots(data.path())).run(progress::at);
            deadLetters = checkDeadLetters(journal);
        }
        console.err().println(Rates.of(result.events(), "events", System.nanoTime() - begun));
        if (result.pending() > 0) {
            console.err().println(result.pending()
                + " decisions behind the last one that was journaled " + (data.isBackup() ? "when the backup was made"
                : "by the running server"));
        }
        if (result.divergences() > 0) {
            console.out().println("diverged sequence=" + result.firstDivergence() + " divergences=" + result.divergences()
                + " events=" + result.events() + " decisions=" + result.decisions() + " reason=" + result.reason());
            return ExitCode.DIVERGED;
        }
        if (!deadLetters.isEmpty()) {
            console.out().println(deadLetters);
            return ExitCode.DIVERGED;
        }
        console.out().println("verified events=" + result.events() + " decisions=" + result.decisions() + " divergences=0 digest="
            + Hex.of(result.digest()));
        return ExitCode.OK;
    }

    /** Nothing follows from dead letters, but they must be what was written as well. */
    private String checkDeadLetters(final Journal journal) {
        try (StandingFrames frames = new StandingFrames(journal, QueueName.DEAD_LETTERS)) {
            if (frames.total() > 0) {
                console.err().println("dead letters: " + Rates.count(frames.total()) + " (export --what dead-letters shows them)");
            }
            return "";
        } catch (final DamagedException e) {
            return "diverged sequence=" + e.sequence() + " queue=" + QueueName.DEAD_LETTERS.folder() + " reason=" + e.reason();
        }
    }
}
