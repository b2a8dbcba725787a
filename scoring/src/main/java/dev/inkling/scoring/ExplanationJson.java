package dev.inkling.scoring;

import dev.inkling.scoring.rules.Clause;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes explanations as JSON: an unknown number is {@code null}, an infinite one {@code "never"}. */
final class ExplanationJson {
    private final StringBuilder json = new StringBuilder();
    private boolean isFirst = true;

    StringBuilder text() {
        return json;
    }

    void clear() {
        json.setLength(0);
        isFirst = true;
    }

    /** Where it is, to come back to. */
    int mark() {
        return json.length();
    }

    /** Whether nothing stands yet in the list or object that is open. */
    boolean isFirst() {
        return isFirst;
    }

    /** Takes back what was written since. */
    void rewind(final int mark, final boolean wasFirst) {
        json.setLength(mark);
        isFirst = wasFirst;
    }

    ExplanationJson open(final char bracket) {
        separate();
        json.append(bracket);
        isFirst = true;
        return this;
    }

    ExplanationJson close(final char bracket) {
        json.append(bracket);
        isFirst = false;
        return this;
    }

    /** A name, whose value must follow. */
    ExplanationJson name(final String name) {
        separate();
        quote(name);
        json.append(':');
        isFirst = true;
        return this;
    }

    ExplanationJson field(final String name, final Object value) {
        name(name);
        value(value);
        return this;
    }

    private void value(final Object value) {
        separate();
        if (value instanceof Double number) {
            number(number);
        } else if (value instanceof Number || value instanceof Boolean) {
            json.append(value);
        } else {
            quote(value.toString());
        }
    }

    private void number(final double value) {
        if (Double.isNaN(value)) {
            json.append("null");
        } else if (Double.isInfinite(value)) {
            json.append("\"never\"");
        } else if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            json.append((long) value);
        } else {
            json.append(value);
        }
    }

    ExplanationJson fields(final Map<String, ?> fields) {
        fields.forEach(this::field);
        return this;
    }

    /** A clause with all its parts. */
    void clause(final Clause clause) {
        open('{');
        if (clause.join() != null) {
            field("join", clause.join());
        }
        field("clause", clause.words()).field("holds", clause.holds());
        fields(clause.numbers());
        if (clause.text() != null) {
            field("value", clause.text());
        }
        if (!clause.terms().isEmpty()) {
            name("terms").open('{').fields(clause.terms());
            close('}');
        }
        final List<Clause> parts = clause.parts();
        if (!parts.isEmpty()) {
            name("clauses").open('[');
            parts.forEach(this::clause);
            close(']');
        }
        close('}');
    }

    private void separate() {
        if (!isFirst) {
            json.append(',');
        }
        isFirst = false;
    }

    private void quote(final String text) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            final char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ') {
                json.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        json.append('"');
    }
}
