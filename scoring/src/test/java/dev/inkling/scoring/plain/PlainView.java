package dev.inkling.scoring.plain;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** What a rule may ask at one time about one visitor (SPEC 6): names by the way they are written, and the functions. */
final class PlainView {
    /** Occurred of the moment, or due time of a timer. */
    final long t;
    final PlainVisitor visitor;
    /** Of the present moment; null at a timer. */
    final String name;
    /** NaN is unknown. */
    final Map<String, Double> number = new HashMap<>();
    final Map<String, Double> before = new HashMap<>();
    /** Hashes; absent or 0 is unknown. */
    final Map<String, Long> text = new HashMap<>();
    boolean newSession;
    int stage;
    int urgency;

    PlainView(final PlainVisitor visitor, final long t, final String name) {
        this.visitor = visitor;
        this.t = t;
        this.name = name;
    }

    double number(final String of) {
        return number.getOrDefault(of, Double.NaN);
    }

    long text(final String of) {
        return text.getOrDefault(of, 0L);
    }

    private static long last(final List<PlainVisitor.Past> past, final Predicate<PlainVisitor.Past> wanted) {
        long last = Long.MIN_VALUE;
        for (final PlainVisitor.Past one : past) {
            if (wanted.test(one)) {
                last = Math.max(last, one.t());
            }
        }
        return last;
    }

    private boolean isHere(final PlainVisitor.Past past, final String what) {
        return past.session() == visitor.session.sequence && past.name().equals(what);
    }

    boolean seen(final String what) {
        return count(what) > 0;
    }

    boolean seen(final String what, final long withinMs) {
        final long last = last(visitor.past, past -> past.name().equals(what));
        return last != Long.MIN_VALUE && t - last <= withinMs;
    }

    long count(final String what) {
        return visitor.past.stream().filter(past -> isHere(past, what)).count();
    }

    long count(final String what, final long withinMs) {
        return visitor.past.stream().filter(past -> past.name().equals(what) && t - past.t() <= withinMs).count();
    }

    double since(final String what) {
        final long last = last(visitor.past, past -> past.name().equals(what));
        return last == Long.MIN_VALUE ? Double.POSITIVE_INFINITY : Math.max(0, t - last) / 1_000.0;
    }

    boolean before(final String a, final String b, final long withinMs) {
        final long lastA = last(visitor.past, past -> isHere(past, a));
        final long lastB = last(visitor.past, past -> isHere(past, b));
        return lastA != Long.MIN_VALUE && lastB != Long.MIN_VALUE && lastA <= lastB && lastB - lastA <= withinMs;
    }

    boolean first(final String what) {
        final long times = visitor.past.stream().filter(past -> past.name().equals(what)).count();
        return times - (what.equals(name) ? 1 : 0) == 0;
    }

    boolean lasted(final String what, final double seconds, final long withinMs) {
        final long last = last(visitor.past, past -> past.name().equals(what) && past.seconds() >= seconds);
        return last != Long.MIN_VALUE && t - last <= withinMs;
    }

    boolean crossed(final String of, final double threshold) {
        return before.getOrDefault(of, Double.NaN) <= threshold && threshold < number(of);
    }
}
