package dev.inkling.scoring.rules.load;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.inkling.scoring.rules.History;
import dev.inkling.scoring.rules.NumberName;
import dev.inkling.scoring.rules.Per;
import dev.inkling.scoring.rules.RuleException;
import dev.inkling.scoring.rules.RuleInputs;
import dev.inkling.scoring.rules.RuleSet;
import dev.inkling.scoring.rules.WordList;

/** The rules that work out of the box. */
class DefaultRulesTest {
    private static final long NOW = OneRule.NOW;
    private static final long QUARTER_HOUR = 15 * 60_000;
    private static final int RETARGET = 3;
    private static final int NURTURE = 4;
    private static final int OPTIMISE = 5;
    private static final int DEEP = 7;
    private static final int CHECKOUT = 10;
    private static final int ABANDONED = 12;
    private static final int ABANDONED_LATE = 13;
    private static final int STOCK = 14;
    private static final int VIP = 15;

    private final RuleInputs in = new RuleInputs();
    private RuleSet set;
    private History history;

    @BeforeEach
    void load() throws RuleException {
        set = RuleCompiler.compile(RuleCompiler.defaultText(), "rules.yaml", new WordList());
        history = new History(set.factPlan());
        in.occurred = NOW;
    }

    private void did(final String name, final long msAgo) {
        history.now(OneRule.type(name), NOW - msAgo, 0);
    }

    @Test
    void shouldTreatEveryoneOncePerSession() {
        assertEquals("research_discount social_proof price_sensitivity retarget_now nurture optimise_profile micro_hint"
                + " deep_scroll_tooltip pricing_confusion form_hesitation checkout_hint cart_confidence cart_abandoned cart_abandoned_late"
                + " stock_alert vip_care",
            IntStream.range(0, set.size()).mapToObj(i -> set.rule(i).name()).collect(Collectors.joining(" ")));
        for (int i = 0; i < set.size(); i++) {
            assertEquals(Per.SESSION, set.rule(i).per());
            assertEquals(1.0, set.rule(i).treat());
            assertEquals(set.rule(i).name(), set.rule(i).seed());
            assertTrue(set.rule(i).enabled());
        }
        assertEquals("ads", set.rule(RETARGET).channel());
        assertEquals("email", set.rule(NURTURE).channel());
        assertEquals("site_config", set.rule(OPTIMISE).channel());
        assertEquals("sms", set.rule(STOCK).channel());
    }

    @Test
    void shouldLookAtTheMomentsThatTheyName() {
        assertArrayEquals(new int[] {RETARGET, NURTURE, OPTIMISE, DEEP, VIP}, set.concerning(OneRule.type("other")));
        assertArrayEquals(new int[] {RETARGET, NURTURE, OPTIMISE, DEEP, VIP}, set.concerning(OneRule.type("customer_photo_view")));
        assertArrayEquals(new int[] {0, RETARGET, NURTURE, OPTIMISE, DEEP, VIP}, set.concerning(OneRule.type("size_guide")));
        assertArrayEquals(new int[] {1, RETARGET, NURTURE, OPTIMISE, DEEP, VIP}, set.concerning(OneRule.type("review_filter")));
        assertArrayEquals(new int[] {RETARGET, NURTURE, OPTIMISE, DEEP, STOCK, VIP}, set.concerning(OneRule.type("stock_check")));
        assertArrayEquals(new int[] {CHECKOUT, ABANDONED, ABANDONED_LATE}, set.timed());
    }

    @Test
    void shouldGiveADiscountForResearchWithinAQuarterOfAnHour() {
        did("comparison_tool", QUARTER_HOUR);
        did("review_read", 60_000);
        assertFalse(set.matches(0, in, history));
        did("size_guide", 0);
        assertTrue(set.matches(0, in, history));
        in.occurred = NOW + 1;
        assertFalse(set.matches(0, in, history));
    }

    @Test
    void shouldShowSocialProofAfterPhotosThenFilter() {
        did("review_filter", 5_000);
        did("customer_photo_view", 4_000);
        assertFalse(set.matches(1, in, history));
        did("review_filter", 0);
        assertTrue(set.matches(1, in, history));
    }

    @Test
    void shouldRetargetWhenIntentCrosses() {
        in.before[NumberName.SESSION_INTENT.ordinal()] = 0.85;
        in.number[NumberName.SESSION_INTENT.ordinal()] = 0.9;
        assertFalse(set.matches(RETARGET, in, history));
        in.number[NumberName.SESSION_INTENT.ordinal()] = 0.95;
        assertTrue(set.matches(RETARGET, in, history));
    }
}
