package dev.inkling.scoring;

import dev.inkling.scoring.rules.NumberName;
import dev.inkling.scoring.rules.Reads;
import dev.inkling.scoring.rules.RuleInputs;
import dev.inkling.scoring.rules.TextName;
import java.util.Arrays;

/** Puts what rules may read of the present moment in their places. Only called when some rule looks at the moment. */
final class RuleInputFiller {
    private static final int MOMENT_DURATION = NumberName.MOMENT_DURATION.ordinal();
    private static final int MOMENT_DEPTH = NumberName.MOMENT_DEPTH.ordinal();
    private static final int MOMENT_SCROLL_VELOCITY = NumberName.MOMENT_SCROLL_VELOCITY.ordinal();
    private static final int MOMENT_SCROLL_Z = NumberName.MOMENT_SCROLL_Z.ordinal();
    private static final int MOMENT_SCROLL_DEPTH = NumberName.MOMENT_SCROLL_DEPTH.ordinal();
    private static final int MOMENT_VALUE = NumberName.MOMENT_VALUE.ordinal();
    private static final int MOMENT_INTENT = NumberName.MOMENT_INTENT.ordinal();
    private static final int PAGE_TIME = NumberName.PAGE_TIME.ordinal();
    private static final int PAGE_SCROLL_DEPTH = NumberName.PAGE_SCROLL_DEPTH.ordinal();
    private static final int SESSION_AGE = NumberName.SESSION_AGE.ordinal();
    private static final int SESSION_MOMENTS = NumberName.SESSION_MOMENTS.ordinal();
    private static final int SESSION_VELOCITY = NumberName.SESSION_VELOCITY.ordinal();
    private static final int SESSION_INTENT = NumberName.SESSION_INTENT.ordinal();
    private static final int SESSION_RISK = NumberName.SESSION_RISK.ordinal();
    private static final int CART_ITEMS = NumberName.CART_ITEMS.ordinal();
    private static final int CART_VALUE = NumberName.CART_VALUE.ordinal();
    private static final int VISITOR_PROFILE = NumberName.VISITOR_PROFILE.ordinal();
    private static final int VISITOR_PROBABILITY = NumberName.VISITOR_PROBABILITY.ordinal();
    private static final int VISITOR_SESSIONS = NumberName.VISITOR_SESSIONS.ordinal();
    private static final int VISITOR_PURCHASES = NumberName.VISITOR_PURCHASES.ordinal();
    private static final int VISITOR_REVENUE = NumberName.VISITOR_REVENUE.ordinal();
    private static final int NAME = TextName.MOMENT_NAME.ordinal();
    private static final int CATEGORY = TextName.MOMENT_CATEGORY.ordinal();
    private static final int STAGE = TextName.MOMENT_STAGE.ordinal();
    private static final int DEVICE = TextName.MOMENT_DEVICE.ordinal();
    private static final int CHANNEL = TextName.MOMENT_CHANNEL.ordinal();
    private static final int ELEMENT = TextName.MOMENT_ELEMENT.ordinal();
    private static final int PAGE = TextName.MOMENT_PAGE.ordinal();
    private static final int PRODUCT = TextName.MOMENT_PRODUCT.ordinal();
    private static final int CAMPAIGN = TextName.MOMENT_CAMPAIGN.ordinal();
    private static final int CONTEXT = TextName.MOMENT_CONTEXT.ordinal();
    private static final int SESSION_STAGE = TextName.SESSION_STAGE.ordinal();
    private static final int SESSION_URGENCY = TextName.SESSION_URGENCY.ordinal();

    private final RuleInputs inputs = new RuleInputs();
    private final long[] stageHashes = new long[Stage.values().length];
    private final long[] urgencyHashes = new long[Urgency.values().length];
    private final long[] deviceHashes = new long[Device.values().length];
    private Catalogue catalogue;

    RuleInputFiller() {
        Arrays.fill(inputs.number, Double.NaN);
        Arrays.fill(inputs.before, Double.NaN);
    }

    void configure(final Catalogue inForce) {
        catalogue = inForce;
        for (final Stage stage : Stage.values()) {
            stageHashes[stage.ordinal()] = inForce.textHash(stage.label());
        }
        for (final Urgency urgency : Urgency.values()) {
            urgencyHashes[urgency.ordinal()] = inForce.textHash(urgency.label());
        }
        for (final Device device : Device.values()) {
            deviceHashes[device.ordinal()] = inForce.textHash(device.label());
        }
    }

    /** Fills in what is read, as bits of {@link Reads}; the rest is left as it was. */
    RuleInputs fill(final long[] r, final int at, final Moment moment, final MomentScores scores, final int reads) {
        fillAtHand(moment, scores, reads);
        return fillRest(r, at, moment, scores, reads);
    }

    /** The part of it that is at hand: {@link dev.inkling.scoring.rules.Bounds#isAtHand}. */
    RuleInputs fillAtHand(final Moment moment, final MomentScores scores, final int reads) {
        inputs.occurred = moment.occurred;
        if ((reads & Reads.SESSION) != 0) {
            fillSession(scores);
        }
        if ((reads & Reads.MOMENT) != 0) {
            fillMoment(moment, scores);
        }
        return inputs;
    }

    /** The rest of it. */
    RuleInputs fillRest(final long[] r, final int at, final Moment moment, final MomentScores scores, final int reads) {
        if ((reads & Reads.VISITOR) != 0) {
            fillVisitor(r, at, scores);
        }
        if ((reads & Reads.TEXTS) != 0) {
            fillTexts(moment, scores);
        }
        return inputs;
    }

    private void fillMoment(final Moment moment, final MomentScores scores) {
        final double[] number = inputs.number;
        number[MOMENT_DURATION] = moment.duration;
        number[MOMENT_DEPTH] = moment.depth;
        number[MOMENT_SCROLL_VELOCITY] = moment.scrollVelocity;
        number[MOMENT_SCROLL_Z] = scores.scrollZ;
        number[MOMENT_SCROLL_DEPTH] = moment.scrollDepth;
        number[MOMENT_VALUE] = Purse.value(moment);
        number[MOMENT_INTENT] = scores.momentIntent;
    }

    private void fillSession(final MomentScores scores) {
        final double[] number = inputs.number;
        number[PAGE_TIME] = scores.pageTime;
        number[PAGE_SCROLL_DEPTH] = scores.pageDepth;
        number[SESSION_AGE] = scores.sessionAge;
        number[SESSION_MOMENTS] = scores.moments;
        number[SESSION_VELOCITY] = scores.velocity;
        number[SESSION_INTENT] = scores.intent;
        number[SESSION_RISK] = scores.risk;
        number[VISITOR_PROFILE] = scores.profile;
        final double[] before = inputs.before;
        before[PAGE_SCROLL_DEPTH] = scores.pageDepthBefore;
        before[SESSION_VELOCITY] = scores.velocityBefore;
        before[SESSION_INTENT] = scores.intentBefore;
        before[SESSION_RISK] = scores.riskBefore;
        before[VISITOR_PROFILE] = scores.profileBefore;
    }

    private void fillVisitor(final long[] r, final int at, final MomentScores scores) {
        final double[] number = inputs.number;
        // A moment has emptied a cart that nobody speaks of any more; a timer finds it as it was left.
        final boolean isForgotten = Purse.isForgotten(r, at, inputs.occurred);
        number[CART_ITEMS] = isForgotten ? 0 : Purse.items(r, at);
        number[CART_VALUE] = isForgotten ? 0 : Money.major(r[at + VisitorLayout.CART_VALUE], Purse.currency(r, at));
        number[VISITOR_PROBABILITY] = scores.probability;
        number[VISITOR_SESSIONS] = VisitorLayout.low(r[at + VisitorLayout.SESSIONS]);
        number[VISITOR_PURCHASES] = Purse.purchases(r, at);
        number[VISITOR_REVENUE] = Money.major(r[at + VisitorLayout.REVENUE], Purse.revenueCurrency(r, at));
        inputs.before[VISITOR_PROBABILITY] = scores.probabilityBefore;
    }

    private void fillTexts(final Moment moment, final MomentScores scores) {
        final long[] text = inputs.text;
        text[NAME] = catalogue.typeHash(scores.type);
        text[CATEGORY] = catalogue.categoryHash(catalogue.type(scores.type).category());
        text[STAGE] = stageHashes[scores.momentStage];
        text[DEVICE] = deviceHashes[moment.device];
        text[CHANNEL] = moment.channel;
        text[ELEMENT] = moment.element;
        text[PAGE] = moment.page;
        text[PRODUCT] = moment.product;
        text[CAMPAIGN] = moment.campaign;
        text[CONTEXT] = moment.context;
        text[SESSION_STAGE] = stageHashes[scores.stage];
        text[SESSION_URGENCY] = urgencyHashes[scores.urgency];
    }
}
