package dev.inkling.scoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Figures of the scores as a catalogue gives them. */
class ScoreFiguresTest {
    private static final String SECTION = "scores:\n"
        + "  velocity: {short_view: 0.25, short_view_s: 10, fast_read: 0.125, fast_read_px_s: 50, early_cart: 0.5, early_cart_s: 60}\n"
        + "  profile: {moments: 2, full: 1, most: 0.5, untried: 0.25}\n"
        + "  clusters: {silence_h: 1, fade_h: 2}\n"
        + "  risk: {pricing_dwell_s: 5}\n";

    private static Catalogue with(final String section) {
        final String text = Catalogue.defaultText();
        return Shop.catalogue(section + text.substring(text.indexOf("\ncategories:") + 1));
    }

    private static Shop shop(final String section) {
        final Shop shop = Shop.withoutRules();
        shop.reload(with(section), "triggers: []");
        return shop;
    }

    @Test
    void shouldBeThoseOfTheSpecificationWhereACatalogueGivesNone() {
        final ScoreFigures expected = new ScoreFigures(0.3, 30, 0.4, 200, 0.6, 180, 10, 5, 0.95, 0.1, Shop.DAY, 24, 3);
        assertEquals(expected, Shop.catalogue(Catalogue.defaultText()).figures());
        assertEquals(expected, with("").figures());
        assertEquals(expected, with("scores:\n  profile: {full: 5}\n").figures());
        assertEquals(2, with("scores:\n  profile: {moments: 2}\n").figures().profileMoments());
    }

    @Test
    void shouldMakeVelocity() {
        final Shop shop = shop(SECTION);
        assertEquals(0, shop.moment(0, "product_view", m -> m.duration = 10).velocity);
        assertEquals(0.25, shop.moment(1, "product_view", m -> m.duration = 9.5).velocity);
        assertEquals(0.25, shop.moment(2, "review_read", m -> m.scrollVelocity = 50).velocity);
        assertEquals(0.375, shop.moment(3, "review_read", m -> m.scrollVelocity = -51).velocity);
        assertEquals(0.375, shop.moment(60_001, "cart_add").velocity);
        assertEquals(0.875, shop.moment(60_000, "cart_add").velocity);
    }

    @Test
    void shouldMakeTheProfile() {
        final Shop shop = shop(SECTION);
        final MomentScores first = shop.moment(0, "product_list_view");
        assertEquals(0.25, first.profileBefore);
        // i is half the weight: .05, then .05 + .1, then .1 + .05 of the last two.
        assertEquals(0.05, first.profile, Shop.CLOSE);
        assertEquals(0.15, shop.moment(1, "search").profile, Shop.CLOSE);
        assertEquals(0.15, shop.moment(2, "product_list_view").profile, Shop.CLOSE);
        assertEquals(0.1, shop.moment(3, "product_list_view").profile, Shop.CLOSE);
        assertEquals(0.5, shop.moment(4, "payment_info", m -> m.duration = 30).profile);
    }

    @Test
    void shouldMakeClustersAndTheirWeight() {
        final Shop shop = shop(SECTION);
        final int urgency = shop.engine.catalogue().categories().indexOf("urgency");
        shop.moment(0, "stock_check");
        // .3 + .3, halved after two hours.
        shop.moment(Shop.HOUR, "stock_check");
        assertEquals(0.6 / 2, shop.look(1, 3 * Shop.HOUR).categoryWeight[urgency], Shop.CLOSE);
        shop.moment(2 * Shop.HOUR + 1, "stock_check");
        assertEquals(0.3, shop.seen().categoryWeight[urgency], Shop.CLOSE);
    }

    @Test
    void shouldMakeAPricingDwell() {
        final Shop shop = shop(SECTION);
        shop.moment(0, "pricing_dwell", m -> m.duration = 4.9);
        assertEquals(0.2, shop.moment(1, "back_scroll").risk);
        shop.moment(2, "pricing_dwell", m -> m.duration = 5);
        assertEquals(0.2 + 0.5, shop.moment(3, "back_scroll").risk, 1e-4);
    }

    @Test
    void shouldSumFewerOrMoreMomentsFromAReloadOn() {
        final Shop shop = Shop.withoutRules();
        for (int n = 0; n < 12; n++) {
            shop.moment(n, n < 11 ? "product_list_view" : "search");
        }
        // Nine times .05 and once .1, over 5.
        assertEquals(0.55 / 5, shop.seen().profile, Shop.CLOSE);
        shop.reload(with(SECTION), "triggers: []");
        assertEquals(0.15, shop.seen().profile, Shop.CLOSE);
        shop.reload(with(""), "triggers: []");
        assertEquals(0.15 / 5, shop.seen().profile, Shop.CLOSE);
        // What was let go does not come back: .05 + .1 + .1.
        assertEquals(0.25 / 5, shop.moment(20, "search").profile, Shop.CLOSE);
    }

    @Test
    void shouldNameThePlaceOfAMistake() {
        refused("scores: {velocty: {}}\n", "c:1:10: unknown key `velocty`", "did you mean `velocity`?");
        refused("scores:\n  profile: {ful: 5}\n", "c:2:13: unknown key `ful`");
        refused("scores:\n  profile: {moments: 11}\n", "c:2:22: 11 is out of range; expected a whole number from 1 to 10");
        refused("scores:\n  profile: {full: 0}\n", "c:2:19: 0 is out of range");
        refused("scores:\n  velocity: {short_view: fast}\n", "c:2:26: `fast` is not a number");
        refused("scores: 5\n", "c:1:9: expected a mapping");
    }

    private static void refused(final String section, final String... parts) {
        final String text = section + "categories:\n- {name: a, stage: research, types: [{name: x, weight: 1}]}\n";
        final ConfigException e = assertThrows(ConfigException.class, () -> Catalogue.parse(text, "c", Shop::hash));
        for (final String part : parts) {
            assertTrue(e.getMessage().contains(part), e.getMessage());
        }
    }
}
