package dev.inkling.scoring;

/**
 * How fast people scroll, for each storefront by device and over all devices: count, mean and population variance of |velocity|, kept by
 * Welford's method. With them a velocity is brought to the scale of all devices: phones scroll faster, which says nothing of intent.
 */
final class ScrollBaselines {
    private static final int DEVICES = Device.values().length;
    private static final int GROUPS = DEVICES + 1;
    private static final int ALL = DEVICES;
    /** Samples below which a device's baseline is not yet believed. */
    private static final long ENOUGH = 30;
    /** Deviations beyond which a velocity is cut. */
    private static final double FARTHEST = 4;

    private final long[] counts;
    private final double[] means;
    /** Sum of squared deviations from the mean. */
    private final double[] squares;
    private double z;

    ScrollBaselines(final int storefronts) {
        counts = new long[storefronts * GROUPS];
        means = new double[storefronts * GROUPS];
        squares = new double[storefronts * GROUPS];
    }

    /**
     * Brings a velocity to the scale of all devices.
     *
     * @param storefront number
     * @param device     ordinal of {@link Device}
     * @param speed      |velocity|, px/s
     * @return px/s; the speed itself while the device's baseline is too young or has no spread. {@link #z} then tells 0
     */
    double normalise(final int storefront, final int device, final double speed) {
        final int own = storefront * GROUPS + device;
        final int all = storefront * GROUPS + ALL;
        final double deviation = counts[own] < ENOUGH ? 0 : Math.sqrt(squares[own] / counts[own]);
        if (!(deviation > 0)) {
            z = 0;
            return speed;
        }
        z = Math.max(-FARTHEST, Math.min(FARTHEST, (speed - means[own]) / deviation));
        return means[all] + Math.sqrt(squares[all] / counts[all]) * z;
    }

    /** Deviations from the device's mean that {@link #normalise} found last, -4 to 4. */
    double z() {
        return z;
    }

    /** Takes a speed in, after it was scored. */
    void feed(final int storefront, final int device, final double speed) {
        feed(storefront * GROUPS + device, speed);
        feed(storefront * GROUPS + ALL, speed);
    }

    /** Takes over from another of the same storefronts, or of the first of them. */
    void takeOver(final ScrollBaselines other) {
        System.arraycopy(other.counts, 0, counts, 0, other.counts.length);
        System.arraycopy(other.means, 0, means, 0, other.means.length);
        System.arraycopy(other.squares, 0, squares, 0, other.squares.length);
    }

    void save(final StateOutput out) {
        out.putLongs(counts, 0, counts.length);
        out.putDoubles(means, 0, means.length);
        out.putDoubles(squares, 0, squares.length);
    }

    void load(final StateInput in) throws StateException {
        in.getLongs(counts, 0, counts.length);
        in.getDoubles(means, 0, means.length);
        in.getDoubles(squares, 0, squares.length);
    }

    private void feed(final int group, final double speed) {
        counts[group]++;
        final double before = speed - means[group];
        means[group] += before / counts[group];
        squares[group] += before * (speed - means[group]);
    }
}
