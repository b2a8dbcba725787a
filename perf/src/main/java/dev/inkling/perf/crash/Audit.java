package dev.inkling.perf.crash;

import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/** Has the journal read by other processes, and holds it against what the sender was told. For when no server is running. */
final class Audit {
    private static final String EVENTS = "events";
    private static final String DECISIONS = "decisions";

    private final AttackPlan plan;
    private final Folders folders;
    private final ReplayTool replay;
    private final Findings findings;
    private final Tally tally;

    Audit(final AttackPlan plan, final Folders folders, final ReplayTool replay, final Findings findings, final Tally tally) {
        this.plan = plan;
        this.folders = folders;
        this.replay = replay;
        this.findings = findings;
        this.tally = tally;
    }

    /**
     * Checks everything.
     *
     * @param last whether this is the check at the end, of a server that stopped in good order; the canary is for this one
     * @return in words, what was looked at
     */
    String check(final boolean last) throws IOException, InterruptedException {
        tally.verified = replay.verify(findings, !last);
        replay.export(EVENTS);
        replay.export(DECISIONS);
        final JournalContent journal = new JournalContent(new EventMaker(plan.seed()), findings);
        journal.read(folders.exported(EVENTS), folders.exported(DECISIONS));
        if (plan.canary() && last) {
            journal.forget(someAcknowledged());
        }
        final Checker checker = new Checker(journal, plan.durability(), findings);
        AckLog.read(folders.acknowledgements(), checker::onAcknowledgement);
        tally.acknowledged = checker.acknowledged();
        tally.events = journal.events();
        tally.decisions = journal.decisions();
        tally.decisionsReturned = checker.decisionsReturned();
        return String.format(Locale.ROOT,
            "%,d acknowledged events and %,d returned decisions looked for among %,d and %,d in the journal; %s",
            tally.acknowledged, tally.decisionsReturned, tally.events, tally.decisions, tally.verified);
    }

    /** An event of the first batch that was acknowledged. */
    private long someAcknowledged() throws IOException {
        final AtomicLong number = new AtomicLong(-1);
        AckLog.read(folders.acknowledgements(), ack -> number.compareAndSet(-1, ack.batch().first()));
        return number.get();
    }
}
