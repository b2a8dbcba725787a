package dev.inkling.journal;

/**
 * ISO-8601 times: {@code YYYY-MM-DD}, then optionally {@code T} (or a space), {@code hh:mm}, {@code :ss}, a fraction of any length, and
 * {@code Z} or an offset {@code +hh}, {@code +hhmm}, {@code +hh:mm}. No offset means UTC, a date alone its midnight; second 60 is the
 * second behind 59; a fraction is floored to milliseconds. Stateless, any thread, nothing is allocated.
 */
public final class IsoTime {
    /** The text is no such time. */
    public static final long NOT_A_TIME = Long.MIN_VALUE;

    private static final long DAY_MS = 86_400_000L;
    private static final int MINUTE_MS = 60_000;
    private static final int BAD = -1;

    private IsoTime() {
    }

    /**
     * Reads a time.
     *
     * @param text   holds it
     * @param offset of its first byte
     * @param length in bytes
     * @return epoch ms, {@link #NOT_A_TIME} when it is none
     */
    public static long parse(final byte[] text, final int offset, final int length) {
        final int end = offset + length;
        final int year = length < 10 ? BAD : number(text, offset, 4);
        if (year == BAD || text[offset + 4] != '-' || text[offset + 7] != '-') {
            return NOT_A_TIME;
        }
        final int month = number(text, offset + 5, 2);
        final int day = number(text, offset + 8, 2);
        if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) {
            return NOT_A_TIME;
        }
        final long midnight = epochDay(year, month, day) * DAY_MS;
        final int at = offset + 10;
        if (at == end) {
            return midnight;
        }
        final int separator = text[at] | 0x20;
        if (separator != 't' && text[at] != ' ' || end - at < 6 || text[at + 3] != ':') {
            return NOT_A_TIME;
        }
        return timeOfDay(text, at + 1, end, midnight);
    }

    private static long timeOfDay(final byte[] text, final int from, final int end, final long midnight) {
        final int hour = number(text, from, 2);
        final int minute = number(text, from + 3, 2);
        if (hour == BAD || hour > 23 || minute == BAD || minute > 59) {
            return NOT_A_TIME;
        }
        int second = 0;
        int milli = 0;
        int at = from + 5;
        if (at + 3 <= end && text[at] == ':') {
            second = number(text, at + 1, 2);
            if (second == BAD || second > 60) {
                return NOT_A_TIME;
            }
            at += 3;
            if (at < end && (text[at] == '.' || text[at] == ',')) {
                final int fractionFrom = ++at;
                for (int unit = 100; at < end && text[at] >= '0' && text[at] <= '9'; at++) {
                    milli += (text[at] - '0') * unit;
                    unit /= 10;
                }
                if (at == fractionFrom) {
                    return NOT_A_TIME;
                }
            }
        }
        final int east = eastOfUtcMinutes(text, at, end);
        return east == Integer.MIN_VALUE ? NOT_A_TIME
            : midnight + (hour * 60L + minute - east) * MINUTE_MS + second * 1_000L + milli;
    }

    private static int eastOfUtcMinutes(final byte[] text, final int at, final int end) {
        final int length = end - at;
        if (length == 0 || length == 1 && (text[at] | 0x20) == 'z') {
            return 0;
        }
        final boolean colon = length == 6 && text[at + 3] == ':';
        if (text[at] != '+' && text[at] != '-' || length != 3 && length != 5 && !colon) {
            return Integer.MIN_VALUE;
        }
        final int hours = number(text, at + 1, 2);
        final int minutes = length == 3 ? 0 : number(text, end - 2, 2);
        if (hours == BAD || hours > 23 || minutes == BAD || minutes > 59) {
            return Integer.MIN_VALUE;
        }
        final int east = hours * 60 + minutes;
        return text[at] == '-' ? -east : east;
    }

    private static int number(final byte[] text, final int from, final int digits) {
        int value = 0;
        for (int i = from; i < from + digits; i++) {
            if (text[i] < '0' || text[i] > '9') {
                return BAD;
            }
            value = value * 10 + text[i] - '0';
        }
        return value;
    }

    private static int daysIn(final int year, final int month) {
        if (month == 2) {
            return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
        }
        return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
    }

    /** Days since 1970-01-01. Source: H. Hinnant, "chrono-compatible low-level date algorithms", days_from_civil. */
    private static long epochDay(final int year, final int month, final int day) {
        final int y = month <= 2 ? year - 1 : year;
        final int era = Math.floorDiv(y, 400);
        final int yearOfEra = y - era * 400;
        final int dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
        final int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
        return era * 146_097L + dayOfEra - 719_468;
    }
}
