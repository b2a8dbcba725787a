package dev.inkling.scoring.rules.load;

import java.util.Arrays;

import dev.inkling.scoring.rules.Place;
import dev.inkling.scoring.rules.RuleException;

/** The text of a rules file, and where its lines begin. An index counts code points, as the YAML reader does. */
final class Source {
    private final String file;
    private final int[] points;
    private final int[] lineStarts;

    Source(final String file, final String text) {
        this.file = file;
        this.points = text.codePoints().toArray();
        final int[] starts = new int[points.length + 1];
        int lines = 1;
        for (int i = 0; i < points.length; i++) {
            if (points[i] == '\n' || points[i] == '\r' && at(i + 1) != '\n') {
                starts[lines++] = i + 1;
            }
        }
        this.lineStarts = Arrays.copyOf(starts, lines);
    }

    /** Code point at an index, 0 outside the text. */
    int at(final int index) {
        return index >= 0 && index < points.length ? points[index] : 0;
    }

    RuleException error(final int index, final String what) {
        final Place place = place(index);
        return new RuleException(file, place.line(), place.column(), what);
    }

    Place place(final int index) {
        final int within = Math.max(0, Math.min(index, points.length));
        final int found = Arrays.binarySearch(lineStarts, within);
        final int line = found >= 0 ? found : -found - 2;
        return new Place(line + 1, within - lineStarts[line] + 1);
    }
}
