package dev.inkling.scoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** SPEC 5, steps 3 to 11, with the arithmetic. */
class ScoresTest {
    private final Shop shop = Shop.withoutRules();

    @Test
    void shouldWeighQuality() {
        assertEquals(0.5, shop.moment(0, "size_guide").quality);
        // .5 + .25 x 15/30 + .25 x 2/8 = .6875
        assertEquals(0.6875, quality(15, 2), Shop.CLOSE);
        assertEquals(1, quality(30, 8));
        assertEquals(1, quality(500, 900));
        assertEquals(0.6 * 0.6875, shop.moment(0, "size_guide", m -> measure(m, 15, 2)).momentIntent, Shop.CLOSE);
    }

    private double quality(final double duration, final double depth) {
        return shop.moment(0, "size_guide", m -> measure(m, duration, depth)).quality;
    }

    private static void measure(final Moment moment, final double duration, final double depth) {
        moment.duration = duration;
        moment.depth = depth;
    }

    @Test
    void shouldTakeIntentFromTheRampWhateverTheQuality() {
        // .8 + .2 x (240 - 120)/480
        assertEquals(0.85, shop.moment(0, "scroll", m -> m.scrollVelocity = -240).momentIntent, Shop.CLOSE);
        assertEquals(0, shop.engine.scores().scrollZ);
        assertEquals(0, shop.moment(0, "scroll").momentIntent);
        assertTrue(Double.isNaN(shop.engine.scores().scrollZ));
        // .6 + .3 x (1 - .5)/1.5
        assertEquals(0.7, shop.moment(0, "hover", m -> m.duration = 1).momentIntent, Shop.CLOSE);
        assertEquals(0, shop.moment(0, "a name nobody knows", m -> measure(m, 30, 8)).momentIntent);
    }

    @Test
    void shouldSumVelocity() {
        assertEquals(0, view(0).velocity);
        assertEquals(0, view(30).velocity);
        assertEquals(0.3, view(29.9).velocity);
        assertEquals(0.7, shop.moment(0, "review_read", m -> m.scrollVelocity = -201).velocity, Shop.CLOSE);
        assertEquals(0.7, shop.moment(0, "review_read", m -> m.scrollVelocity = 200).velocity, Shop.CLOSE);
        assertEquals(0.7, shop.moment(180 * Shop.SECOND + 1, "cart_add").velocity, Shop.CLOSE);
        assertEquals(1, shop.moment(180 * Shop.SECOND, "cart_add").velocity);
        assertEquals(0.7, shop.engine.scores().velocityBefore, Shop.CLOSE);
    }

    private MomentScores view(final double duration) {
        return shop.moment(0, "product_view", m -> m.duration = duration);
    }

    @Test
    void shouldFadeIntentWithAHalfLifeOfAMinuteInWhateverOrder() {
        // i = .6 x .5 = .3: .3/3 = .1; half of it a minute later plus .1; a minute late adds a half as well.
        assertEquals(0.1, shop.moment(0, "size_guide").intent, Shop.CLOSE);
        assertEquals(0.05 + 0.1, shop.moment(Shop.MINUTE, "size_guide").intent, Shop.CLOSE);
        assertEquals(0.05, shop.engine.scores().intentBefore, Shop.CLOSE);
        final MomentScores late = shop.moment(0, "size_guide", m -> m.received = Shop.T0 + Shop.MINUTE);
        assertEquals(0.15 + 0.05, late.intent, Shop.CLOSE);
        // Read at the stamp, one minute, though the moment is of minute 0.
        assertEquals(0.15, late.intentBefore, Shop.CLOSE);
        assertEquals(0.1 + 0, shop.moment(2 * Shop.MINUTE, "other").intent, Shop.CLOSE);
    }

    @Test
    void shouldBeginWithoutIntentInANewSession() {
        shop.moment(0, "payment_info");
        final MomentScores next = shop.moment(31 * Shop.MINUTE, "payment_info");
        assertEquals(0, next.intentBefore + next.velocityBefore + next.riskBefore);
        assertEquals(0.45 / 3, next.intent, Shop.CLOSE);
        assertEquals(0.45 / 5, next.profileBefore, Shop.CLOSE);
        assertEquals(0.9 / 5, next.profile, Shop.CLOSE);
    }

    @Test
    void shouldProfileTheLastTen() {
        assertEquals(0.1, shop.moment(0, "purchase").profile);
        for (int n = 1; n <= 10; n++) {
            assertEquals(n * 0.3 / 5, shop.moment(n, "size_guide").profile, Shop.CLOSE);
        }
        // Each payment_info, .45, takes the place of a size_guide, .3.
        for (int n = 1; n <= 10; n++) {
            assertEquals((n * 0.45 + (10 - n) * 0.3) / 5, shop.moment(10 + n, "payment_info").profile, Shop.CLOSE);
        }
        for (int n = 0; n < 10; n++) {
            shop.moment(30 + n, "payment_info", m -> measure(m, 30, 8));
        }
        assertEquals(0.95, shop.engine.scores().profile);
    }

    @Test
    void shouldTellUrgencyFromTheCluster() {
        // stock_check .6 x .5 = .3 each; .3, .6 and .9, then 1.2.
        assertEquals(Urgency.LOW.ordinal(), shop.moment(0, "stock_check").urgency);
        assertEquals(Urgency.MEDIUM.ordinal(), shop.moment(0, "stock_check").urgency);
        assertEquals(Urgency.MEDIUM.ordinal(), shop.moment(0, "stock_check").urgency);
        assertEquals(Urgency.HIGH.ordinal(), shop.moment(0, "stock_check").urgency);
        // 1.2 / (1 + 48/24) = .4 after two days: a little more before, a little less behind.
        assertEquals(Urgency.MEDIUM.ordinal(), shop.moment(2 * Shop.DAY - Shop.SECOND, "page_view").urgency);
        assertEquals(0.4, shop.look(1, 2 * Shop.DAY).categoryWeight[2], Shop.CLOSE);
        assertEquals(Urgency.LOW.ordinal(), shop.moment(2 * Shop.DAY + Shop.SECOND, "page_view").urgency);
        // Silent for more than 24 h, it starts anew: .3.
        assertEquals(Urgency.LOW.ordinal(), shop.moment(2 * Shop.DAY + Shop.SECOND, "stock_check").urgency);
        assertEquals(0.3, shop.look(1, 2 * Shop.DAY).categoryWeight[2], Shop.CLOSE);
        // 24 h of silence are not more than 24 h: .3 + .3.
        shop.moment(3 * Shop.DAY + Shop.SECOND, "stock_check");
        assertEquals(0.6, shop.look(1, 0).categoryWeight[2], Shop.CLOSE);
    }

    @Test
    void shouldTellUrgencyFromAFilledCartInFastHands() {
        assertEquals(Urgency.HIGH.ordinal(), shop.moment(0, "cart_add").urgency);
        assertEquals(Urgency.LOW.ordinal(), shop.moment(1, "cart_remove").urgency);
    }

    @Test
    void shouldTakeTheLaterOfEqualStages() {
        assertEquals(Stage.RESEARCH.ordinal(), shop.moment(0, "other").stage);
        // .5 x .5 = .25 for research, then the same for consideration (security_badge) and for decision (countdown_view).
        assertEquals(Stage.RESEARCH.ordinal(), shop.moment(0, "review_read").stage);
        assertEquals(Stage.CONSIDERATION.ordinal(), shop.moment(0, "security_badge").stage);
        assertEquals(Stage.DECISION.ordinal(), shop.moment(0, "countdown_view").stage);
        assertEquals(Stage.CONSIDERATION.ordinal(), shop.moment(0, "security_badge").stage);
        // A minute later: consideration .5 / 2 = .25, decision .25 / 2 + .25 = .375.
        assertEquals(Stage.DECISION.ordinal(), shop.moment(Shop.MINUTE, "countdown_view").stage);
        // Sums within 1e-9 of the largest tie: half an hour later .375 x 2^-30 = 3e-10 is no more than the 0 behind a purchase.
        assertEquals(Stage.POST_PURCHASE.ordinal(), shop.moment(31 * Shop.MINUTE, "other").stage);
    }

    @Test
    void shouldSumRisk() {
        assertEquals(0.6, shop.moment(0, "exit_intent").risk);
        assertEquals(0, shop.engine.scores().riskBefore);
        // .6 / 2 + .4 after the half-life of two minutes.
        assertEquals(0.7, shop.moment(2 * Shop.MINUTE, "cart_remove").risk, Shop.CLOSE);
        assertEquals(0.9, shop.moment(2 * Shop.MINUTE, "back_scroll").risk, Shop.CLOSE);
        assertEquals(1, shop.moment(2 * Shop.MINUTE, "exit_intent").risk);
        // Kept uncapped: 1.5 / 2.
        assertEquals(0.75, shop.moment(4 * Shop.MINUTE, "page_view").risk, Shop.CLOSE);
        assertEquals(0.75, shop.engine.scores().riskBefore, Shop.CLOSE);
    }

    @Test
    void shouldSeeConfusionInABackScrollAfterAPricingDwell() {
        shop.moment(0, "pricing_dwell", m -> m.duration = 2.9);
        assertEquals(0.2, shop.moment(0, "back_scroll").risk);
        shop.moment(0, "purchase");
        shop.moment(0, "pricing_dwell", m -> m.duration = 3);
        assertEquals(0.5, shop.moment(0, "back_scroll").risk);
        shop.moment(0, "purchase");
        assertEquals(0.5, shop.moment(10_000, "back_scroll").risk);
        shop.moment(0, "purchase");
        assertEquals(0.2, shop.moment(10_001, "back_scroll").risk);
        shop.moment(0, "purchase");
        assertEquals(0.2, shop.moment(-1, "back_scroll").risk);
    }

    @Test
    void shouldSeeHesitationAtAForm() {
        shop.moment(0, "form_focus");
        assertEquals(0, shop.moment(9_999, "page_view").risk);
        assertEquals(0, shop.moment(20_000, "page_view").risk);
        shop.moment(20_000, "form_focus");
        shop.moment(25_000, "purchase");
        // A purchase is no moment of the session in this sense: form_focus is still the one before, 10 s ago.
        assertEquals(0.3 + 0.6, shop.moment(30_000, "exit_intent").risk, Shop.CLOSE);
        shop.moment(30_000, "purchase");
        shop.moment(30_000, "form_focus");
        assertEquals(0, shop.moment(50_000, "form_field_done").risk);
        shop.moment(50_000, "form_focus");
        assertEquals(0, shop.moment(70_000, "form_submit").risk);
    }

    @Test
    void shouldScoreOutcomesNot() {
        shop.moment(0, "payment_info");
        final MomentScores scores = shop.moment(Shop.MINUTE, "trigger_shown", m -> measure(m, 30, 8));
        assertEquals(0.45 / 2 / 3, scores.intent, Shop.CLOSE);
        assertEquals(scores.intent, scores.intentBefore);
        assertEquals(1, scores.moments);
        assertEquals(0.45 / 5, scores.profile, Shop.CLOSE);
    }
}
