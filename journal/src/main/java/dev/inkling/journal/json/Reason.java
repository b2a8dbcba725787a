package dev.inkling.journal.json;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;

/**
 * Says in one plain sentence why the parser stopped. The parser's own messages also name its settings, its token types and a source that
 * it does not show, and repeat the place. Stateless, any thread.
 */
final class Reason {
    /** A character as the parser describes it: {@code ('a' (code 97))}, with the outer parentheses or without. */
    private static final Pattern CHARACTER =
        Pattern.compile("\\(?(?:'..?' )?\\((?:CTRL-CHAR, )?code (\\d+)[^)]*\\)\\)?", Pattern.DOTALL);
    private static final Pattern UNPRINTABLE = Pattern.compile("\\p{Cntrl}");
    /** What the parser says more than the sender needs, and what is said instead. */
    private static final String[][] PLAIN = {
        {": enable .*", ""},
        {" \\(consider enabling .*", ""},
        {", from `[^`]*`", ""},
        {" \\([^()]*\\[Source.*", ""},
        {": maybe a \\(non-standard\\) comment.*", "; JSON has no comments"},
        {"(?:was expecting|expected a valid value) \\(JSON String(?:[^()]|\\([^)]*\\))*\\)", "expected a value"},
        {"Expected space separating root-level values", "expected a line break between values"},
        {"was expecting", "expected"},
    };

    private Reason() {
    }

    static String of(final JsonProcessingException e) {
        if (e instanceof JsonEOFException) {
            return "it ends within a value";
        }
        String text = CHARACTER.matcher(e.getOriginalMessage()).replaceAll(found -> character(Integer.parseInt(found.group(1))));
        text = UNPRINTABLE.matcher(text).replaceAll(" ");
        for (final String[] change : PLAIN) {
            text = text.replaceAll(change[0], change[1]);
        }
        return text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
    }

    private static String character(final int code) {
        final boolean printable = code >= ' ' && code <= '~';
        return printable ? Matcher.quoteReplacement("'" + (char) code + "'") : String.format(Locale.ROOT, "U+%04X", code);
    }
}
