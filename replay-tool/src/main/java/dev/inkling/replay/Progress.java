package dev.inkling.replay;

import java.io.PrintStream;

import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** How far long work has come, drawn on a terminal and nowhere else. */
final class Progress implements AutoCloseable {
    private static final int COLUMNS = 79;
    private static final int REDRAW_MS = 250;

    private final ProgressBar bar;

    private Progress(final ProgressBar bar) {
        this.bar = bar;
    }

    /**
     * Begins to show.
     *
     * @param terminal whether {@code err} is one
     * @param err      where to draw
     * @param task     one word
     * @param unit     of what is counted, with a space in front
     * @param unitSize how many make one unit
     * @param total    of all, -1 when it is not known
     * @return to be closed at the end
     */
    static Progress start(final boolean terminal, final PrintStream err, final String task, final String unit, final long unitSize,
                          final long total) {
        if (!terminal) {
            return new Progress(null);
        }
        return new Progress(new ProgressBarBuilder()
            .setTaskName(task)
            .setInitialMax(total)
            .setUnit(unit, unitSize)
            .setStyle(ProgressBarStyle.ASCII)
            .setUpdateIntervalMillis(REDRAW_MS)
            .setConsumer(new ConsoleProgressBarConsumer(err, COLUMNS))
            .showSpeed()
            .build());
    }

    /**
     * Says how far it is.
     *
     * @param done of the total
     */
    void at(final long done) {
        if (bar != null) {
            bar.stepTo(done);
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
