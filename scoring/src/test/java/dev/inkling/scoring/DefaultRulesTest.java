package dev.inkling.scoring;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.inkling.scoring.rules.load.RuleCompiler;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The rules that come with the project, each on its edge. */
class DefaultRulesTest {
    private final Shop shop = Shop.with(RuleCompiler.defaultText());

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
    void shouldRetargetOnceWhenIntentCrossesNineTenths() {
        // payment_info weighs .9 x q .5 = .45 at once; sum / 3 > .9 needs more than 2.7, so the seventh of 7 x .45 = 3.15.
        for (int i = 0; i < 9; i++) {
            shop.moment(0, "payment_info");
        }
        assertEquals(List.of("retarget_now FIRED @0"), shop.decisions);
    }
}
