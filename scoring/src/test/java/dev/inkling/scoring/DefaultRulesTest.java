package dev.inkling.scoring;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.inkling.scoring.rules.load.RuleCompiler;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The rules that come with the project, each on its edge: it fires there, and just beyond it does not. */
class DefaultRulesTest {
    private final Shop shop = Shop.with(RuleCompiler.defaultText());

    private void assertFired(final String rule, final long... at) {
        assertEquals(Arrays.stream(at).mapToObj(t -> rule + " FIRED @" + t).toList(),
            shop.decisions.stream().filter(decision -> decision.startsWith(rule + ' ')).toList());
    }

    /** Another visitor, so that time passes. */
    private void passes(final long atMs) {
        shop.moment(atMs, "about_page", m -> m.visitorKey = 99);
    }

    private static Consumer<Moment> lasting(final double seconds) {
        return m -> m.duration = seconds;
    }

    /** Quality 1: as long and as deep as counts. */
    private static void full(final Moment moment) {
        moment.duration = 30;
        moment.depth = 8;
    }

    private static Consumer<Moment> depth(final double depth) {
        return m -> m.scrollDepth = depth;
    }

    private static Consumer<Moment> revenue(final long minor) {
        return m -> {
            m.hasRevenue = true;
            m.revenueMinor = minor;
        };
    }

    @Test
    void shouldOfferAfterThreeKindsOfResearchWithinAQuarterOfAnHour() {
        shop.moment(0, "comparison_tool");
        shop.moment(10 * Shop.MINUTE, "review_read");
        shop.moment(15 * Shop.MINUTE, "size_guide");
        shop.moment(15 * Shop.MINUTE, "size_guide");
        assertEquals(List.of("research_discount FIRED @900000"), shop.decisions);
    }

    @Test
    void shouldNotOfferWhenTheFirstResearchIsOlder() {
        shop.moment(0, "comparison_tool");
        shop.moment(10 * Shop.MINUTE, "review_read");
        shop.moment(15 * Shop.MINUTE + 1, "size_guide");
        assertEquals(List.of(), shop.decisions);
    }

    @Test
    void shouldShowSocialProofWhenReviewsAreFilteredAfterPhotos() {
        shop.moment(0, "review_filter");
        shop.moment(1_000, "social_proof_engagement");
        assertEquals(List.of(), shop.decisions);
        shop.moment(2_000, "review_filter");
        assertEquals(List.of("social_proof FIRED @2000"), shop.decisions);
    }

    @Test
    void shouldMatchThePriceAfterThreeChecksInHalfAnHourAndACompetitor() {
        shop.moment(0, "price_check");
        shop.moment(0, "competitor_visit");
        shop.moment(15 * Shop.MINUTE, "price_check");
        assertFired("price_sensitivity");
        shop.moment(30 * Shop.MINUTE, "price_check");
        assertFired("price_sensitivity", 1_800_000);
    }

    @Test
    void shouldNotMatchThePriceOfChecksFurtherApartOrWithoutACompetitor() {
        shop.moment(0, "price_check");
        shop.moment(0, "competitor_visit");
        shop.moment(15 * Shop.MINUTE, "price_check");
        shop.moment(30 * Shop.MINUTE + 1, "price_check");
        for (int i = 0; i < 3; i++) {
            shop.moment(Shop.HOUR, "price_check", m -> m.visitorKey = 2);
        }
        assertFired("price_sensitivity");
    }

    @Test
    void shouldRetargetOnceWhenIntentCrossesNineTenths() {
        // payment_info weighs .9 x q .5 = .45 at once; sum / 3 > .9 needs more than 2.7 = 6 x .45, so the seventh.
        for (int i = 0; i < 6; i++) {
            shop.moment(0, "payment_info");
        }
        assertFired("retarget_now");
        shop.moment(1, "payment_info");
        shop.moment(2, "payment_info");
        assertFired("retarget_now", 1);
    }

    @Test
    void shouldNurtureWhenIntentCrossesSevenTenths() {
        // Three comparisons of full quality make 3 x .7 = 2.1, and 2.1 / 3 is not over .7; half a page view's .05 more is.
        for (int i = 0; i < 3; i++) {
            shop.moment(0, "comparison_tool", DefaultRulesTest::full);
        }
        assertFired("nurture");
        shop.moment(1, "page_view");
        assertFired("nurture", 1);
    }

    @Test
    void shouldOptimiseWhenTheProfileCrossesSixTenths() {
        // Five size guides of full quality: 5 x .6 / 5 is .6, not over it.
        for (int i = 0; i < 5; i++) {
            shop.moment(i * Shop.HOUR, "size_guide", DefaultRulesTest::full);
        }
        assertFired("optimise_profile");
        shop.moment(5 * Shop.HOUR, "page_view");
        assertFired("optimise_profile", 5 * Shop.HOUR);
    }

    @Test
    void shouldHintWhenLeavingAPageEarlyAndHighUp() {
        shop.moment(0, "page_view", depth(0.59));
        shop.moment(29_999, "exit_intent");
        shop.moment(0, "page_view", m -> {
            m.visitorKey = 2;
            m.scrollDepth = 0.59;
        });
        shop.moment(29_999, "scroll_pause", m -> m.visitorKey = 2);
        assertFired("micro_hint", 29_999, 29_999);
    }

    @Test
    void shouldNotHintLaterOrFurtherDownOrWhereNothingIsKnown() {
        shop.moment(0, "page_view");
        shop.moment(1, "exit_intent");
        shop.moment(2, "page_view", depth(0.6));
        shop.moment(3, "exit_intent");
        shop.moment(4, "page_view", depth(0.1));
        shop.moment(30_004, "exit_intent");
        shop.moment(30_005, "back_scroll");
        assertFired("micro_hint");
    }

    @Test
    void shouldShowATooltipWhenTheDepthOfAPageCrossesSevenTenths() {
        shop.moment(0, "scroll", depth(0.7));
        assertFired("deep_scroll_tooltip");
        shop.moment(1, "page_view");
        shop.moment(2, "scroll", depth(0.71));
        assertFired("deep_scroll_tooltip", 2);
    }

    @Test
    void shouldExplainThePriceWhenBackFromALongLookAtIt() {
        shop.moment(0, "pricing_dwell", lasting(3));
        shop.moment(10_000, "back_scroll");
        assertFired("pricing_confusion", 10_000);
    }

    @Test
    void shouldNotExplainThePriceLaterOrAfterAShortLook() {
        shop.moment(0, "pricing_dwell", lasting(3));
        shop.moment(10_001, "back_scroll");
        shop.moment(20_000, "pricing_dwell", lasting(2.99));
        shop.moment(20_001, "back_scroll");
        assertFired("pricing_confusion");
    }

    @Test
    void shouldHelpAtTheSecondHesitationOfOneWhoNeverSentAForm() {
        shop.moment(0, "form_focus", lasting(0.7));
        shop.moment(1, "form_focus", lasting(0.69));
        assertFired("form_hesitation");
        shop.moment(2, "form_focus", lasting(0.7));
        assertFired("form_hesitation", 2);
    }

    @Test
    void shouldNotHelpOneWhoHasSentAForm() {
        shop.moment(0, "form_submit");
        for (int i = 1; i < 5; i++) {
            shop.moment(i * Shop.HOUR, "form_focus", lasting(1));
        }
        assertFired("form_hesitation");
    }

    @Test
    void shouldHelpWhenPayingStopsForTwentySeconds() {
        shop.moment(0, "payment_info");
        passes(19_999);
        assertFired("checkout_hint");
        passes(20_000);
        assertFired("checkout_hint", 20_000);
    }

    @Test
    void shouldNotHelpOneWhoPays() {
        shop.moment(0, "payment_info");
        shop.moment(19_999, "form_submit");
        shop.moment(20_000, "payment_info", m -> m.visitorKey = 2);
        shop.moment(39_999, "purchase", m -> m.visitorKey = 2);
        passes(Shop.MINUTE);
        assertFired("checkout_hint");
    }

    @Test
    void shouldGiveConfidenceWithACartThatIsFilledAfterAWhile() {
        shop.moment(0, "product_view");
        shop.moment(15_000, "cart_add");
        assertFired("cart_confidence");
        shop.moment(15_001, "cart_add");
        assertFired("cart_confidence", 15_001);
    }

    @Test
    void shouldRemindOfACartAfterHalfAnHourAndAfterTwo() {
        shop.moment(0, "cart_add");
        passes(30 * Shop.MINUTE - 1);
        assertFired("cart_abandoned");
        passes(30 * Shop.MINUTE);
        passes(2 * Shop.HOUR - 1);
        assertFired("cart_abandoned", 30 * Shop.MINUTE);
        assertFired("cart_abandoned_late");
        passes(2 * Shop.HOUR);
        passes(Shop.DAY);
        assertFired("cart_abandoned", 30 * Shop.MINUTE);
        assertFired("cart_abandoned_late", 2 * Shop.HOUR);
    }

    @Test
    void shouldNotRemindOfWhatWasBought() {
        shop.moment(0, "cart_add");
        shop.moment(30 * Shop.MINUTE - 1, "purchase");
        passes(Shop.DAY);
        assertFired("cart_abandoned");
        assertFired("cart_abandoned_late");
    }

    @Test
    void shouldTellOfStockThatIsCheckedTwiceInADay() {
        shop.moment(0, "stock_check");
        shop.moment(Shop.DAY, "stock_check");
        shop.moment(0, "stock_check", m -> later(m, Shop.DAY));
        shop.moment(Shop.DAY + 1, "stock_check", m -> later(m, Shop.DAY));
        assertFired("stock_alert", Shop.DAY);
    }

    private static void later(final Moment moment, final long ms) {
        moment.visitorKey = 2;
        moment.received += ms;
        moment.occurred += ms;
    }

    @Test
    void shouldCallCustomerServiceWhenAGoodCustomerIsAboutToLeave() {
        shop.moment(0, "purchase", revenue(50_000));
        // cart_remove adds .4 of risk, exit_intent .6.
        shop.moment(1, "cart_remove", m -> m.visitorKey = 1);
        assertFired("vip_care");
        shop.moment(Shop.DAY, "exit_intent");
        assertFired("vip_care", Shop.DAY);
    }

    @Test
    void shouldNotCallForOneWhoBoughtForLess() {
        shop.moment(0, "purchase", revenue(49_999));
        shop.moment(Shop.DAY, "exit_intent");
        assertFired("vip_care");
    }
}
