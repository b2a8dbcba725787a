package dev.inkling.scoring.rules.load;

import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * Finds the place in the file of each code point of a YAML scalar, through quotes, escapes, folded lines and indentation: white space of
 * the value stands for white space of the file, and everything else appears in both, in the same order.
 */
final class ScalarPlaces {
    private final Source source;
    private final ScalarStyle style;
    private int place;

    private ScalarPlaces(final Source source, final ScalarNode node) {
        this.source = source;
        this.style = node.getScalarStyle();
        this.place = node.getStartMark().getIndex();
    }

    /** Index in the file of each code point of the value, and of its end. */
    static int[] of(final Source source, final ScalarNode node) {
        return new ScalarPlaces(source, node).align(node.getValue().codePoints().toArray());
    }

    private int[] align(final int[] value) {
        enter();
        final int[] places = new int[value.length + 1];
        boolean afterSpace = true;
        for (int i = 0; i < value.length; i++) {
            skipJoinedLines();
            final boolean space = isSpace(value[i]) && source.at(place) != '\\';
            if (!space && afterSpace) {
                skipSpace();
            }
            places[i] = place;
            if (space) {
                place += isSpace(source.at(place)) ? 1 : 0;
            } else {
                place += written();
            }
            afterSpace = space;
        }
        places[value.length] = place;
        return places;
    }

    private void enter() {
        if (style == ScalarStyle.SINGLE_QUOTED || style == ScalarStyle.DOUBLE_QUOTED) {
            place++;
        } else if (style == ScalarStyle.LITERAL || style == ScalarStyle.FOLDED) {
            while (source.at(place) != '\n' && source.at(place) != 0) {
                place++;
            }
        }
    }

    /** Steps over a backslash at the end of a line, which joins it to the next. */
    private void skipJoinedLines() {
        while (style == ScalarStyle.DOUBLE_QUOTED && source.at(place) == '\\'
            && (source.at(place + 1) == '\n' || source.at(place + 1) == '\r')) {
            place++;
            skipSpace();
        }
    }

    private void skipSpace() {
        while (isSpace(source.at(place))) {
            place++;
        }
    }

    /** How many code points of the file stand for the one of the value that begins here. */
    private int written() {
        if (style == ScalarStyle.SINGLE_QUOTED && source.at(place) == '\'') {
            return 2;
        }
        if (style != ScalarStyle.DOUBLE_QUOTED || source.at(place) != '\\') {
            return 1;
        }
        switch (source.at(place + 1)) {
            case 'x':
                return 4;
            case 'u':
                return 6;
            case 'U':
                return 10;
            default:
                return 2;
        }
    }

    private static boolean isSpace(final int point) {
        return point == ' ' || point == '\t' || point == '\n' || point == '\r';
    }
}
