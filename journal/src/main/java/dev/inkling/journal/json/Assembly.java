package dev.inkling.journal.json;

import dev.inkling.journal.Decimals;
import dev.inkling.journal.IsoTime;
import dev.inkling.journal.Limits;
import dev.inkling.journal.MomentWriter;

/** Hands what was seen of one event to the writer: of each key the value that counts. All are checked for their types. Stateless. */
final class Assembly {
    private static final int PLAIN_DIGITS = 18;
    private static final String[] FOUND = {"nothing", "a string", "a number", "a boolean", "an object", "an array",
        "a number that is not finite"};

    private Assembly() {
    }

    /** Sets all fields; aliases that lose to another key are kept uninterpreted, a key that loses to its alias is left out. */
    static void assemble(final Seen seen, final Extras extras, final MomentWriter writer) {
        int end;
        for (int i = 0; i < Key.count(); i = end) {
            end = Key.endOfAliases(i);
            final Key winner = winner(seen, i, end);
            for (int k = i; winner != null && k < end; k++) {
                final Key key = Key.at(k);
                final int level = seen.level(key);
                if (level < 0) {
                    continue;
                }
                if (!accepts(key, seen.type(level, key))) {
                    writer.refuse(key.json, mistake(key, seen.type(level, key)));
                } else if (key == winner) {
                    set(seen, level, key, writer);
                } else if (key.isAlias()) {
                    extras.put(level, key.json, seen.memberFrom(level, key), seen.memberTo(level, key));
                }
            }
        }
    }

    /** Of a key and its aliases the first one in details, else the first one at all, null when none was given. */
    private static Key winner(final Seen seen, final int from, final int end) {
        Key winner = null;
        for (int k = from; k < end; k++) {
            final Key key = Key.at(k);
            final int level = seen.level(key);
            if (level == Seen.DETAILS) {
                return key;
            }
            winner = winner == null && level >= 0 ? key : winner;
        }
        return winner;
    }

    private static void set(final Seen seen, final int level, final Key key, final MomentWriter writer) {
        final byte type = seen.type(level, key);
        final byte[] bytes = seen.bytes();
        final int offset = seen.offset(level, key);
        final int length = seen.length(level, key);
        switch (key.form) {
            case STOREFRONT -> {
                // looked up before all others, since their keys depend on it
            }
            case TEXT -> writer.text(key.text, bytes, offset, length);
            case TIME -> time(key, type, bytes, offset, length, writer);
            case NUMBER -> number(key, Decimals.toDouble(bytes, offset, length), writer);
            case MONEY -> writer.money(key.fact, bytes, offset, length);
            case CURRENCY -> currency(key, bytes, offset, length, writer);
            case EMAIL -> writer.email(bytes, offset, length);
            default -> writer.phone(bytes, offset, length);
        }
    }

    private static String mistake(final Key key, final byte type) {
        return type == Seen.NOT_FINITE && accepts(key, Seen.NUMBER) ? Seen.NOT_FINITE_REASON
            : "expected " + expected(key) + ", found " + FOUND[type];
    }

    private static boolean accepts(final Key key, final byte type) {
        return switch (key.form) {
            case TIME -> type == Seen.TEXT || type == Seen.NUMBER;
            case NUMBER, MONEY -> type == Seen.NUMBER;
            default -> type == Seen.TEXT;
        };
    }

    private static String expected(final Key key) {
        return switch (key.form) {
            case TIME -> "epoch milliseconds or an ISO-8601 time";
            case NUMBER, MONEY -> "a number";
            default -> "a string";
        };
    }

    private static void number(final Key key, final double value, final MomentWriter writer) {
        if (Double.isFinite(value)) {
            writer.number(key.fact, value);
        } else {
            writer.refuse(key.json, "not a finite number");
        }
    }

    private static void currency(final Key key, final byte[] bytes, final int offset, final int length, final MomentWriter writer) {
        if (length == 0) {
            writer.refuse(key.json, "expected three letters of ISO 4217");
        } else {
            writer.currency(bytes, offset, length);
        }
    }

    private static void time(final Key key, final byte type, final byte[] bytes, final int offset, final int length,
                             final MomentWriter writer) {
        final long epochMs = type == Seen.TEXT ? IsoTime.parse(bytes, offset, length) : epochMs(bytes, offset, length);
        if (type == Seen.TEXT && epochMs == IsoTime.NOT_A_TIME) {
            writer.refuse(key.json, "not an ISO-8601 time");
        } else if (key == Key.SENT_AT) {
            writer.sentAt(epochMs);
        } else {
            writer.timestamp(epochMs);
        }
    }

    /** Whole milliseconds, floored; far outside the years 0 to 9999 any number that is outside too. */
    private static long epochMs(final byte[] bytes, final int offset, final int length) {
        final boolean negative = bytes[offset] == '-';
        long value = 0;
        for (int i = negative ? offset + 1 : offset; i < offset + length; i++) {
            if (bytes[i] < '0' || bytes[i] > '9' || length > PLAIN_DIGITS) {
                final double floored = Math.floor(Decimals.toDouble(bytes, offset, length));
                return floored < Limits.TIME_MIN_MS ? Limits.TIME_MIN_MS - 1
                    : floored > Limits.TIME_MAX_MS ? Limits.TIME_MAX_MS + 1 : (long) floored;
            }
            value = value * 10 + bytes[i] - '0';
        }
        return negative ? -value : value;
    }
}
