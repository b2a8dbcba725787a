package dev.inkling.perf.crash;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

import dev.inkling.perf.crash.Findings.Kind;

/** Prints what an attack came to. */
final class CrashReport {
    private final PrintWriter out;

    CrashReport(final PrintWriter out) {
        this.out = out;
    }

    void print(final AttackPlan plan, final Tally tally, final Findings findings) {
        line("rounds       %,d of %,d, %s, seed %d; killed %s", tally.rounds(), plan.rounds(), plan.durability(), plan.seed(),
            tally.kills());
        line("");
        line("             %13s %9s %9s %9s %9s %9s", "acknowledged", "unknown", "lost", "doubled", "differing", "divergent");
        line("events       %,13d %,9d %,9d %,9d %,9d %,9d", tally.acknowledged, tally.unknown, findings.count(Kind.LOST),
            findings.count(Kind.DOUBLED), findings.count(Kind.DIFFERING), findings.count(Kind.DIVERGENT));
        line("decisions    %,13d %9s %,9d %,9d %,9d", tally.decisionsReturned, "", findings.count(Kind.DECISION_LOST),
            findings.count(Kind.DECISION_DOUBLED), findings.count(Kind.DECISION_DIFFERING));
        line("");
        line("journal      %,d events, %,d decisions; %s", tally.events, tally.decisions, tally.verified);
        line("replies      %,d requests refused with 503, %,d odd replies", tally.refusals, findings.count(Kind.ODD_REPLY));
        line("first start  %,d ms to ready, on an empty folder", tally.firstStartMs);
        line("recovery     %s", starts(tally.recoveriesMs()));
        line("id taken     %s; first events answered within %,d ms", starts(tally.pidTakenMs()), tally.slowestProbeMs);
        line("locks        %,d servers killed while they held one; %,d left behind and cleared at a start, %,d of them with the id taken",
            tally.killedLocked, tally.locksCleared, tally.locksClearedPidTaken);
        if (plan.snapshots()) {
            line("snapshots    %,d made, %,d killed in the making", tally.snapshots, tally.snapshotsKilled);
        }
        findings.lines().forEach(out::println);
        out.flush();
    }

    private static String starts(final List<Long> sorted) {
        return sorted.isEmpty() ? "no start" : String.format(Locale.ROOT, "%,d starts, min %,d, median %,d, max %,d ms to ready",
            sorted.size(), sorted.get(0), sorted.get(sorted.size() / 2), sorted.get(sorted.size() - 1));
    }

    private void line(final String format, final Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
    }
}
