package dev.inkling.scoring;

import dev.inkling.scoring.rules.NumberName;
import dev.inkling.scoring.rules.Reads;
import dev.inkling.scoring.rules.RuleInputs;
import java.util.Arrays;

/**
 * Puts what the model in force reads in its places, as {@link ModelNames} numbers them: at a moment all of it, at another time (a look-up)
 * what is then known of the visitor, the rest unknown. Allocates nothing but in {@link #configure}.
 */
final class ModelInputs {
    private static final int NUMBERS = Reads.MOMENT | Reads.SESSION | Reads.VISITOR;
    private static final int LAST_NUMBER = NumberName.values().length;
    private static final int UNKNOWN = -1;
    private static final long HOUR_MS = 3_600_000;
    private static final int HOURS = 24;
    private static final int WEEK_DAYS = 7;
    /** The first day of 1970 was a Thursday. */
    private static final int FIRST_WEEKDAY = 3;

    private final RuleInputFiller filler = new RuleInputFiller();
    private final double[] inputs = new double[ModelNames.SIZE];
    /** Categories whose clusters the model reads. */
    private int[] clusters = {};
    private Catalogue catalogue;

    void configure(final Catalogue inForce, final Model model) {
        catalogue = inForce;
        clusters = model == null ? new int[0]
            : Arrays.stream(model.places()).map(place -> place - ModelNames.CLUSTERS).filter(category -> category >= 0).toArray();
        Arrays.fill(inputs, Double.NaN);
    }

    /** As of a moment that was just scored; valid until the next call. */
    double[] at(final long[] r, final int at, final Moment moment, final MomentScores scores) {
        final RuleInputs numbers = filler.fill(r, at, moment, scores, NUMBERS);
        System.arraycopy(numbers.number, 0, inputs, 0, LAST_NUMBER);
        indicate(scores.stage, scores.urgency, moment.device);
        fillTimes(moment.occurred);
        for (int i = 0; i < clusters.length; i++) {
            inputs[ModelNames.CLUSTERS + clusters[i]] =
                ClusterScorer.weight(r, at, catalogue.cluster(clusters[i]), moment.occurred, catalogue.figures());
        }
        return inputs;
    }

    /** As of any time: the moment, its device, and how long the page is looked at are unknown. Valid until the next call. */
    double[] at(final VisitorSnapshot seen, final long t) {
        Arrays.fill(inputs, Double.NaN);
        inputs[NumberName.PAGE_SCROLL_DEPTH.ordinal()] = seen.pageDepth;
        inputs[NumberName.SESSION_AGE.ordinal()] = seen.sessionAge;
        inputs[NumberName.SESSION_MOMENTS.ordinal()] = seen.sessionMoments;
        inputs[NumberName.SESSION_VELOCITY.ordinal()] = seen.velocity;
        inputs[NumberName.SESSION_INTENT.ordinal()] = seen.intent;
        inputs[NumberName.SESSION_RISK.ordinal()] = seen.risk;
        inputs[NumberName.CART_ITEMS.ordinal()] = seen.cartItems;
        inputs[NumberName.CART_VALUE.ordinal()] = Money.major(seen.cartValueMinor, seen.cartCurrency);
        inputs[NumberName.VISITOR_PROFILE.ordinal()] = seen.profile;
        inputs[NumberName.VISITOR_SESSIONS.ordinal()] = seen.sessions;
        inputs[NumberName.VISITOR_PURCHASES.ordinal()] = seen.purchases;
        inputs[NumberName.VISITOR_REVENUE.ordinal()] = Money.major(seen.revenueMinor, seen.revenueCurrency);
        indicate(seen.stage, seen.urgency, UNKNOWN);
        fillTimes(t);
        System.arraycopy(seen.categoryWeight, 0, inputs, ModelNames.CLUSTERS, seen.categories);
        return inputs;
    }

    private void indicate(final int stage, final int urgency, final int device) {
        for (int i = ModelNames.STAGE; i < ModelNames.DEVICE; i++) {
            inputs[i] = 0;
        }
        inputs[ModelNames.STAGE + stage] = 1;
        inputs[ModelNames.URGENCY + urgency] = 1;
        for (int i = ModelNames.DEVICE; i < ModelNames.HOUR; i++) {
            inputs[i] = device == UNKNOWN ? Double.NaN : i == ModelNames.DEVICE + device ? 1 : 0;
        }
    }

    private void fillTimes(final long t) {
        final long hours = Math.floorDiv(t, HOUR_MS);
        inputs[ModelNames.HOUR] = Math.floorMod(hours, HOURS);
        inputs[ModelNames.WEEKDAY] = Math.floorMod(Math.floorDiv(hours, HOURS) + FIRST_WEEKDAY, WEEK_DAYS);
    }
}
