package dev.inkling.scoring.rules.load;

import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as rules write them: {@code 500ms}, {@code 20s}, {@code 15m}, {@code 24h}, {@code 7d}, {@code 1h30m}. */
final class Durations {
    /** How they are written, for messages. */
    static final String EXPECTED = "expected a duration such as 500ms, 20s, 15m, 24h or 7d, at most 366d";

    private static final long MAX_MS = 366L * 86_400_000L;
    private static final Pattern PARTS = Pattern.compile(
        "(?:(\\d{1,9})d)?(?:(\\d{1,9})h)?(?:(\\d{1,9})m)?(?:(\\d{1,9})s)?(?:(\\d{1,9})ms)?");
    private static final long[] UNIT_MS = {86_400_000, 3_600_000, 60_000, 1_000, 1};

    private Durations() {
    }

    /** Milliseconds, 0 to 366 days; empty when it is not a duration. A bare 0 is one. */
    static OptionalLong parse(final String text) {
        if ("0".equals(text)) {
            return OptionalLong.of(0);
        }
        final Matcher parts = PARTS.matcher(text);
        if (text.isEmpty() || !parts.matches()) {
            return OptionalLong.empty();
        }
        long sum = 0;
        for (int i = 0; i < UNIT_MS.length; i++) {
            final String part = parts.group(i + 1);
            sum += part == null ? 0 : Long.parseLong(part) * UNIT_MS[i];
        }
        return sum <= MAX_MS ? OptionalLong.of(sum) : OptionalLong.empty();
    }
}
