package dev.inkling.ingest.demo;

import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Makes sample shoppers. What shopper number n of a seed does depends on seed and n only, so a run can be had again. Arrivals are a
 * Poisson process. Not thread safe.
 */
public final class ShopperGenerator {
    private static final List<String> NAMES = List.of(
        "aiko", "ben", "chidi", "dana", "elif", "femi", "grace", "hugo", "ines", "jin", "kofi", "lena", "mia", "noor", "omar", "priya",
        "quinn", "rosa", "sami", "tara", "uma", "viktor", "wen", "ximena", "yara", "zoe");
    private static final String[] CHANNELS = {"google_search", "instagram_ad", "google_ads", "newsletter", "social_post", "direct"};
    private static final double[] CHANNEL_SHARES = {0.30, 0.24, 0.14, 0.10, 0.08, 0.14};
    private static final String[] DEVICES = {"mobile", "desktop", "tablet"};
    private static final double[] DEVICE_SHARES = {0.68, 0.27, 0.05};
    private static final double SIGNED_IN = 0.15;
    /** An odd constant that spreads consecutive numbers over all seeds (2^64 divided by the golden ratio). */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private final long seed;
    private final double meanGapMs;
    private final String run;
    private final SplittableRandom arrivals;
    private long number;
    private double clockMs;

    /**
     * A generator.
     *
     * @param seed      of everything
     * @param meanGapMs mean time between two arrivals, ms of the shoppers' own time
     * @param run       prefix of event ids and visitor ids' numbers, so that two runs into one journal do not meet; may be empty
     */
    public ShopperGenerator(final long seed, final double meanGapMs, final String run) {
        this.seed = seed;
        this.meanGapMs = meanGapMs;
        this.run = run;
        this.arrivals = new SplittableRandom(seed);
    }

    /**
     * The next shopper to arrive.
     *
     * @return with all her moments
     */
    public Shopper next() {
        clockMs += -StrictMath.log(1 - arrivals.nextDouble()) * meanGapMs;
        final SplittableRandom random = new SplittableRandom(seed ^ (number + 1) * SPREAD);
        final Persona persona = Persona.of(random.nextDouble());
        final String channel = pick(CHANNELS, CHANNEL_SHARES, random.nextDouble());
        final String device = pick(DEVICES, DEVICE_SHARES, random.nextDouble());
        final String visitorId = String.format(Locale.ROOT, "%s-%s%04d", NAMES.get(random.nextInt(NAMES.size())), run, number);
        final String customerId = random.nextDouble() < SIGNED_IN ? "customer-" + run + number : null;
        final Visit visit = new Visit(run + Long.toString(number, Character.MAX_RADIX), device, channel, (long) clockMs, random);
        new Funnel(visit).walk(persona, channel);
        final Shopper shopper = new Shopper(number, visitorId, customerId, "visit-" + run + number, persona, device, channel,
            visit.moments());
        number++;
        return shopper;
    }

    private static String pick(final String[] values, final double[] shares, final double uniform) {
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            sum += shares[i];
            if (uniform < sum) {
                return values[i];
            }
        }
        return values[values.length - 1];
    }
}
