package dev.inkling.scoring.rules.load;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import dev.inkling.scoring.rules.NumberName;

/** Each function of the rule language, at and beside its edges. */
class FunctionsTest {
    private static final long MINUTE = 60_000;

    @Test
    void shouldSeeInThisSessionOnly() {
        assertFalse(OneRule.when("seen(\"scroll\")").matches());
        assertFalse(OneRule.when("seen(\"scroll\")").didEarlier("scroll", 1).matches());
        assertFalse(OneRule.when("seen(\"scroll\")").did("cart_add", 0).matches());
        assertTrue(OneRule.when("seen(\"scroll\")").did("scroll", 0).matches());
    }

    @Test
    void shouldSeeWithinATimeInAnySession() {
        final String when = "seen(\"scroll\", duration(\"15m\"))";
        assertFalse(OneRule.when(when).matches());
        assertTrue(OneRule.when(when).didEarlier("scroll", 15 * MINUTE).matches());
        assertFalse(OneRule.when(when).didEarlier("scroll", 15 * MINUTE + 1).matches());
    }

    @Test
    void shouldCountALaterMomentAsWithin() {
        assertTrue(OneRule.when("seen(\"scroll\", duration(\"1s\"))").did("scroll", -MINUTE).matches());
        assertTrue(OneRule.when("lasted(\"scroll\", 0, duration(\"1s\"))").did("scroll", -MINUTE).matches());
        assertTrue(OneRule.when("count(\"scroll\", duration(\"1s\")) == 1").did("scroll", -MINUTE).matches());
        assertTrue(OneRule.when("since(\"scroll\") == 0").did("scroll", -MINUTE).matches());
    }

    @Test
    void shouldCountThisSession() {
        final OneRule rule = OneRule.when("count(\"scroll\") == 2").didEarlier("scroll", 3).did("scroll", 2);
        assertFalse(rule.matches());
        assertTrue(rule.did("scroll", 1).matches());
        assertFalse(rule.did("scroll", 0).matches());
    }

    @Test
    void shouldCountWithinATimeUpToItsEdge() {
        final OneRule rule = OneRule.when("count(\"price_check\", duration(\"30m\")) >= 3")
            .didEarlier("price_check", 30 * MINUTE + 1).didEarlier("price_check", 30 * MINUTE).did("price_check", 0);
        assertFalse(rule.matches());
        assertTrue(rule.did("price_check", 5).matches());
    }

    @Test
    void shouldAddCounts() {
        final OneRule rule = OneRule.when("3 <= count(\"price_check\", duration(\"30m\")) + count(\"scroll\")")
            .did("price_check", 1).did("price_check", 1);
        assertFalse(rule.matches());
        assertTrue(rule.did("scroll", 0).matches());
    }

    @Test
    void shouldTakeAComparedCountAsTheConditionOfAChoice() {
        final String when = "(count(\"scroll\", duration(\"1m\")) >= 1 ? moment.depth : page.time) > 5";
        assertTrue(OneRule.when(when).did("scroll", 1).with(NumberName.MOMENT_DEPTH, 6).with(NumberName.PAGE_TIME, 0).matches());
        assertTrue(OneRule.when(when).with(NumberName.MOMENT_DEPTH, 0).with(NumberName.PAGE_TIME, 6).matches());
    }

    @Test
    void shouldGiveSecondsSinceTheLatest() {
        final OneRule rule = OneRule.when("since(\"scroll\") == 1.5").didEarlier("scroll", 9_000);
        assertFalse(rule.matches());
        assertTrue(rule.did("scroll", 1_500).matches());
    }

    @Test
    void shouldBeInfinitelyLongSinceWhatNeverWas() {
        assertTrue(OneRule.when("since(\"scroll\") > 1e300").matches());
        assertFalse(OneRule.when("since(\"scroll\") < 1e300").matches());
    }

    @Test
    void shouldKnowWhichCameFirst() {
        final String when = "before(\"customer_photo_view\", \"review_filter\")";
        assertFalse(OneRule.when(when).did("customer_photo_view", 0).matches());
        assertFalse(OneRule.when(when).did("review_filter", 0).matches());
        assertTrue(OneRule.when(when).did("customer_photo_view", 2).did("review_filter", 1).matches());
        assertTrue(OneRule.when(when).did("customer_photo_view", 1).did("review_filter", 1).matches());
        assertFalse(OneRule.when(when).did("customer_photo_view", 0).did("review_filter", 1).matches());
        assertFalse(OneRule.when(when).didEarlier("customer_photo_view", 2).did("review_filter", 1).matches());
        assertFalse(OneRule.when(when).did("customer_photo_view", 9).did("review_filter", 5).did("customer_photo_view", 1).matches());
    }

    @Test
    void shouldMeasureBeforeFromTheOneToTheOther() {
        final String when = "before(\"customer_photo_view\", \"review_filter\", duration(\"1m\"))";
        assertTrue(OneRule.when(when).did("customer_photo_view", 61 * MINUTE).did("review_filter", 60 * MINUTE).matches());
        assertFalse(OneRule.when(when).did("customer_photo_view", MINUTE + 1).did("review_filter", 0).matches());
    }

    @Test
    void shouldCrossOnlyUpwardsAndOnce() {
        final String when = "crossed(session.intent, 0.9)";
        final NumberName intent = NumberName.SESSION_INTENT;
        assertTrue(OneRule.when(when).before(intent, 0.2).with(intent, 0.91).matches());
        assertTrue(OneRule.when(when).before(intent, 0.9).with(intent, 0.91).matches());
        assertFalse(OneRule.when(when).before(intent, 0.2).with(intent, 0.9).matches());
        assertFalse(OneRule.when(when).before(intent, 0.91).with(intent, 0.95).matches());
        assertFalse(OneRule.when(when).before(intent, 0.95).with(intent, 0.2).matches());
    }

    @Test
    void shouldNotCrossFromOrToTheUnknown() {
        final NumberName depth = NumberName.PAGE_SCROLL_DEPTH;
        assertFalse(OneRule.when("crossed(page.scroll_depth, 0.7)").before(depth, 0).matches());
        assertFalse(OneRule.when("crossed(page.scroll_depth, 0.7)").with(depth, 1).matches());
        assertFalse(OneRule.when("crossed(page.scroll_depth, moment.depth)").before(depth, 0).with(depth, 1).matches());
    }

    @Test
    void shouldKnowTheFirstTime() {
        final OneRule rule = OneRule.when("first(\"form_submit\")");
        assertTrue(rule.matches());
        assertTrue(rule.did("form_submit", 5).matches());
        assertFalse(rule.did("form_submit", 0).matches());
    }

    @Test
    void shouldRememberTheLatestThatLasted() {
        final String when = "lasted(\"pricing_dwell\", 3, duration(\"10s\"))";
        assertFalse(OneRule.when(when).matches());
        assertTrue(OneRule.when(when).did("pricing_dwell", 10_000, 3).did("pricing_dwell", 1, 2).matches());
        assertFalse(OneRule.when(when).did("pricing_dwell", 10_001, 3).did("pricing_dwell", 1, 2.999).matches());
    }

    @Test
    void shouldPlanEachFactOnceInOrderOfFirstMention() {
        final OneRule rule = OneRule.when("count(\"scroll\", duration(\"5m\")) > 1 && seen(\"cart_add\")"
            + " && lasted(\"scroll\", 2, duration(\"1m\")) && lasted(\"scroll\", 2.0, duration(\"2m\"))"
            + " && count(\"scroll\", duration(\"1h\")) < 9 && lasted(\"purchase\", 3, duration(\"1m\"))"
            + " && moment.name == \"exit_intent\"");
        assertArrayEquals(new int[] {OneRule.type("scroll"), OneRule.type("cart_add"), OneRule.type("purchase")},
            rule.set.factPlan().factTypes());
        assertArrayEquals(new int[] {0}, rule.set.factPlan().timesFacts());
        assertArrayEquals(new int[] {0, 2}, rule.set.factPlan().lastedFacts());
        assertArrayEquals(new double[] {2, 3}, rule.set.factPlan().lastedSeconds());
    }

    @Test
    void shouldResolveAliases() {
        assertTrue(OneRule.when("seen(\"Product Added\")").did("cart_add", 0).matches());
        assertEquals("cart_add seen this session", OneRule.when("seen(\"add_to_cart\")").set.rule(0).inWords());
    }
}
