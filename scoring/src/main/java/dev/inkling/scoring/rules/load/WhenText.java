package dev.inkling.scoring.rules.load;

import org.yaml.snakeyaml.nodes.ScalarNode;

import dev.inkling.scoring.rules.RuleException;

/** The text of one {@code when}, which knows where in the file each of its code points stands. */
final class WhenText {
    private final Source source;
    private final String text;
    private final int[] points;
    private final int[] places;
    private final int end;

    WhenText(final Source source, final ScalarNode node) {
        this.source = source;
        this.text = node.getValue();
        this.points = text.codePoints().toArray();
        this.places = ScalarPlaces.of(source, node);
        this.end = text.stripTrailing().codePointCount(0, text.stripTrailing().length());
    }

    String text() {
        return text;
    }

    /** What lies at the end, behind white space, is shown behind the last word. */
    RuleException error(final int offset, final String what) {
        return source.error(places[Math.max(0, Math.min(offset, end))], what);
    }

    /** Offset of a line and column as CEL counts them: from 1 and from 0. */
    int offset(final int line, final int column) {
        int offset = 0;
        for (int left = line - 1; left > 0 && offset < points.length; offset++) {
            left -= points[offset] == '\n' ? 1 : 0;
        }
        return Math.min(offset + Math.max(0, column), points.length);
    }

    /** Where the name of a function or method begins whose opening parenthesis stands at an offset. */
    int nameStart(final int parenthesis, final String name) {
        int end = parenthesis;
        while (end > 0 && Character.isWhitespace(points[end - 1])) {
            end--;
        }
        return Math.max(0, end - name.codePointCount(0, name.length()));
    }
}
