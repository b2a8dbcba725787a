package dev.inkling.perf.crash;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.inkling.perf.crash.Findings.Kind;

/** The engineers' command line, in processes of its own, over the attacked folder. */
final class ReplayTool {
    private static final Pattern DIVERGENCES = Pattern.compile("\\bdivergences=(\\d+)");
    private static final String DECISIONS_BEHIND = "is missing at the end of the journal";
    private static final long LIMIT_MS = 300_000;

    private final Folders folders;

    ReplayTool(final Folders folders) {
        this.folders = folders;
    }

    /**
     * Replays the journal.
     *
     * @param findings takes each divergence
     * @param killed   whether the server was killed and not started since: then the last decisions may not be journaled yet, and the
     *                 next start makes them
     * @return the last line of what it said
     */
    String verify(final Findings findings, final boolean killed) throws IOException, InterruptedException {
        final Result result = run(List.of("verify", "--data", folders.data().toString()));
        final Matcher divergences = DIVERGENCES.matcher(result.lastLine);
        final long count = divergences.find() ? Long.parseLong(divergences.group(1)) : -1;
        if (killed && result.lastLine.endsWith(DECISIONS_BEHIND)) {
            return result.lastLine;
        }
        if (result.exit != 0 || count != 0) {
            findings.add(Kind.DIVERGENT, Math.max(1, count), "verify ended with " + result.exit + ": " + result.lastLine);
        }
        return result.lastLine;
    }

    /** Writes events or decisions to the file that is theirs. */
    void export(final String what) throws IOException, InterruptedException {
        final Result result = run(List.of("export", "--data", folders.data().toString(), "--what", what, "--format", "jsonl", "--out",
            folders.exported(what).toString()));
        if (result.exit != 0) {
            throw new IOException("export of " + what + " ended with " + result.exit + "; see " + folders.log("replay"));
        }
    }

    /** Whether this build can make snapshots. */
    boolean makesSnapshots() throws IOException, InterruptedException {
        return run(List.of("snapshot", "--help")).exit == 0;
    }

    /** Begins to make a snapshot, and returns before it is made. */
    ChildJvm snapshot() throws IOException {
        return start(List.of("snapshot", "--data", folders.data().toString()));
    }

    private ChildJvm start(final List<String> args) throws IOException {
        return ChildJvm.start(List.of(), "dev.inkling.replay.Main", new ArrayList<>(args), folders.log("replay"));
    }

    private Result run(final List<String> args) throws IOException, InterruptedException {
        try (ChildJvm child = start(args)) {
            String last = "";
            for (String line = child.awaitLine(LIMIT_MS); line != null; line = child.awaitLine(LIMIT_MS)) {
                last = line;
            }
            return new Result(child.awaitExit(LIMIT_MS), last);
        } catch (final TimeoutException e) {
            throw new IOException("replay " + args.get(0) + " did not end in " + LIMIT_MS + " ms", e);
        }
    }

    /** How a command ended. */
    private record Result(int exit, String lastLine) {
    }
}
