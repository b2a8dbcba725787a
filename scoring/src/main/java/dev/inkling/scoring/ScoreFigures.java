package dev.inkling.scoring;

/**
 * Figures of the scores that stand in a catalogue beside its types (SPEC 5, steps 5, 7, 8 and 11): what shops tune, as far as the practice
 * guides give it. What a catalogue does not give is as in the default one.
 *
 * @param shortView        velocity that a short product view adds
 * @param shortViewSeconds a view of less is short, seconds
 * @param fastRead         velocity that reviews read while scrolling fast add
 * @param fastReadSpeed    scrolling faster is fast, pixels a second
 * @param earlyCart        velocity that a cart filled early in the session adds
 * @param earlyCartSeconds up to this age of the session is early, seconds
 * @param profileMoments   latest scored moments that the profile sums, 1 to 10
 * @param profileFull      sum of intents at which the profile would be 1, above 0
 * @param profileMost      the profile is never above this, 0 to 1
 * @param profileUntried   the profile before the first moment, 0 to 1
 * @param silenceMs        a category that was silent for longer starts anew, ms
 * @param fadeHours        time after which a cluster weighs half, hours, above 0
 * @param dwellSeconds     a pricing dwell of at least this makes a scroll back a greater risk, seconds
 */
record ScoreFigures(
    double shortView, double shortViewSeconds, double fastRead, double fastReadSpeed, double earlyCart, double earlyCartSeconds,
    int profileMoments, double profileFull, double profileMost, double profileUntried, long silenceMs, double fadeHours,
    double dwellSeconds) {
    private static final String SECTION = "scores";
    private static final double MOST_SECONDS = 86_400;
    private static final double MOST_SPEED = 20_000;
    private static final double MOST_HOURS = 24 * 366;
    private static final double HOUR_MS = 3_600_000;
    private static final double LEAST = 1e-6;

    /**
     * Reads the section of a catalogue.
     *
     * @param top      of the catalogue
     * @param defaults top of the default catalogue, which has all figures
     * @return the figures
     * @throws ConfigException when one cannot be used; names line, column and what was expected
     */
    static ScoreFigures of(final YamlMap top, final YamlMap defaults) throws ConfigException {
        final Figures velocity = new Figures(top, defaults, "velocity");
        final Figures profile = new Figures(top, defaults, "profile");
        final Figures clusters = new Figures(top, defaults, "clusters");
        final Figures risk = new Figures(top, defaults, "risk");
        final ScoreFigures figures = new ScoreFigures(
            velocity.number("short_view", 0, 1), velocity.number("short_view_s", 0, MOST_SECONDS),
            velocity.number("fast_read", 0, 1), velocity.number("fast_read_px_s", 0, MOST_SPEED),
            velocity.number("early_cart", 0, 1), velocity.number("early_cart_s", 0, MOST_SECONDS),
            (int) profile.whole("moments", 1, VisitorLayout.RECENT), profile.number("full", LEAST, VisitorLayout.RECENT),
            profile.number("most", 0, 1), profile.number("untried", 0, 1),
            Math.round(clusters.number("silence_h", 0, MOST_HOURS) * HOUR_MS), clusters.number("fade_h", LEAST, MOST_HOURS),
            risk.number("pricing_dwell_s", 0, MOST_SECONDS));
        if (top.has(SECTION)) {
            top.map(SECTION).allow("velocity", "profile", "clusters", "risk");
        }
        velocity.allow("short_view", "short_view_s", "fast_read", "fast_read_px_s", "early_cart", "early_cart_s");
        profile.allow("moments", "full", "most", "untried");
        clusters.allow("silence_h", "fade_h");
        risk.allow("pricing_dwell_s");
        return figures;
    }

    /** One group of figures: those of a catalogue, and behind them the default ones. */
    private static final class Figures {
        private final YamlMap own;
        private final YamlMap defaults;

        Figures(final YamlMap top, final YamlMap defaults, final String group) throws ConfigException {
            final YamlMap scores = top.has(SECTION) ? top.map(SECTION) : null;
            own = scores != null && scores.has(group) ? scores.map(group) : null;
            this.defaults = defaults.map(SECTION).map(group);
        }

        double number(final String key, final double least, final double most) throws ConfigException {
            return source(key).number(key, least, most);
        }

        long whole(final String key, final long least, final long most) throws ConfigException {
            return source(key).whole(key, least, most, most);
        }

        void allow(final String... keys) throws ConfigException {
            if (own != null) {
                own.allow(keys);
            }
        }

        private YamlMap source(final String key) {
            return own != null && own.has(key) ? own : defaults;
        }
    }
}
