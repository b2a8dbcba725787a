package dev.inkling.ingest;

import java.util.Locale;

import dev.inkling.journal.chronicle.JournalOptions;
import dev.inkling.journal.chronicle.RetentionLimits;

/**
 * What the settings say of the journal.
 *
 * @param options        wishes for a new one
 * @param retention      what is kept, at most
 * @param snapshotEvents frames between two snapshots, 0 for none
 */
public record JournalPlan(JournalOptions options, RetentionLimits retention, long snapshotEvents) {
    /**
     * Reads them.
     *
     * @param settings as gathered
     * @return the plan
     * @throws StartException when one is not as it should be
     */
    static JournalPlan of(final Settings settings) {
        return new JournalPlan(options(settings),
            new RetentionLimits((int) settings.number(Setting.RETAIN_DAYS, 0, RetentionLimits.MAX_DAYS),
                settings.number(Setting.RETAIN_BYTES, 0, Long.MAX_VALUE)),
            settings.number(Setting.SNAPSHOT_EVENTS, 0, Long.MAX_VALUE));
    }

    private static JournalOptions options(final Settings settings) {
        try {
            return settings.has(Setting.ROLL_CYCLE) ? new JournalOptions(settings.text(Setting.ROLL_CYCLE).toLowerCase(Locale.ROOT), 0L)
                : JournalOptions.defaults();
        } catch (final IllegalArgumentException e) {
            throw new StartException(settings.name(Setting.ROLL_CYCLE) + ": " + e.getMessage(), e);
        }
    }
}
