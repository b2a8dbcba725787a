package dev.inkling.ingest.demo;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Prints decisions as they fall, at most some a second so that they can be read, each with what the shopper had done. On a terminal a
 * line below them shows how far things are. Any thread.
 */
final class DecisionPrinter {
    private static final int WIDTH = 79;
    private static final int INDENT = 10;
    private static final double SHOWN_A_SECOND = 3;
    private static final double NANOS_PER_SECOND = 1e9;

    private final PrintWriter out;
    private final boolean colours;
    private final LongSupplier elapsedNanos;
    private final Deeds deeds;
    private final Map<String, String> conditions;
    private double allowance = SHOWN_A_SECOND;
    private long lastNanos;
    private int shown;
    private int all;
    private boolean status;

    /**
     * A printer.
     *
     * @param out          takes lines of up to 79 columns
     * @param colours      whether control sequences are welcome
     * @param elapsedNanos time since the start
     * @param deeds        what each visitor has done so far
     * @param conditions   each rule's condition in words
     */
    DecisionPrinter(final PrintWriter out, final boolean colours, final LongSupplier elapsedNanos, final Deeds deeds,
                    final Map<String, String> conditions) {
        this.out = out;
        this.colours = colours;
        this.elapsedNanos = elapsedNanos;
        this.deeds = deeds;
        this.conditions = conditions;
    }

    synchronized void onDecision(final DecisionNote note) {
        all++;
        final long now = elapsedNanos.getAsLong();
        allowance = Math.min(SHOWN_A_SECOND, allowance + SHOWN_A_SECOND * (now - lastNanos) / NANOS_PER_SECOND);
        lastNanos = now;
        if (allowance < 1) {
            return;
        }
        allowance--;
        shown++;
        clearStatus();
        print(note, now);
    }

    synchronized void onProgress(final long events, final int decisions) {
        if (colours) {
            clearStatus();
            out.printf(Locale.ROOT, "\u001B[2m%6.1f s   %,d events sent, %,d decisions\u001B[0m",
                elapsedNanos.getAsLong() / NANOS_PER_SECOND, events, decisions);
            out.flush();
            status = true;
        }
    }

    /** Ends the status line and says how many decisions were left out. */
    synchronized void finish() {
        clearStatus();
        if (shown < all) {
            out.printf(Locale.ROOT, "%n%,d of %,d decisions shown, at most %.0f a second.%n", shown, all, SHOWN_A_SECOND);
        }
    }

    private void print(final DecisionNote note, final long now) {
        final String channel = note.channel().isEmpty() ? "" : ", " + note.channel();
        out.printf(Locale.ROOT, "%6.1f s  %s%-12s%s %s -> %s%n", now / NANOS_PER_SECOND, colour("1"), note.visitor(), colour("0"),
            colour("36") + note.rule() + colour("0"), note.actionType());
        wrap(note.status() + " in " + note.latencyMicros() + " us: " + note.actionId() + channel);
        final String did = Wording.deeds(conditions.getOrDefault(note.rule(), ""), deeds.of(note.visitor()));
        wrap(String.format(Locale.ROOT, "because she %s (intent %.2f, %s, urgency %s)", did, note.intent(), note.stage(),
            note.urgency()));
        out.flush();
    }

    private void wrap(final String text) {
        wrap(out, text);
    }

    /** Prints a text indented, in lines of at most 79 columns. */
    static void wrap(final PrintWriter out, final String text) {
        final StringBuilder line = new StringBuilder(" ".repeat(INDENT));
        for (final String word : text.split(" ")) {
            if (line.length() > INDENT && line.length() + 1 + word.length() > WIDTH) {
                out.println(line);
                line.setLength(0);
                line.append(" ".repeat(INDENT));
            }
            if (line.length() > INDENT) {
                line.append(' ');
            }
            line.append(word);
        }
        out.println(line);
    }

    private void clearStatus() {
        if (status) {
            out.print("\r\u001B[K");
            status = false;
        }
    }

    private String colour(final String code) {
        return colours ? "\u001B[" + code + "m" : "";
    }
}
