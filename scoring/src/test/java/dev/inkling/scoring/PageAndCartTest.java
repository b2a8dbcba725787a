package dev.inkling.scoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** SPEC 5, step 2. */
class PageAndCartTest {
    private static final int EUR = MoneyTest.currency("EUR", 2);
    private static final int JPY = MoneyTest.currency("JPY", 0);

    private final Shop shop = Shop.withoutRules();

    @Test
    void shouldBeginAPageAtTheSessionAtViewsAndWhereThePageDiffers() {
        assertEquals(0, shop.moment(1_000, "search").pageTime);
        assertEquals(2, shop.moment(3_000, "search").pageTime);
        assertEquals(0, shop.moment(4_000, "page_view").pageTime);
        assertEquals(0, shop.moment(5_000, "product_view").pageTime);
        // The first page given differs from none; the same one again, or none, does not.
        assertEquals(0, shop.moment(6_000, "search", m -> m.page = 77).pageTime);
        assertEquals(1, shop.moment(7_000, "search", m -> m.page = 77).pageTime);
        assertEquals(2, shop.moment(8_000, "search").pageTime);
        assertEquals(0, shop.moment(9_000, "search", m -> m.page = 78).pageTime);
        // A page view without a page leaves the one given last.
        assertEquals(0, shop.moment(10_000, "page_view").pageTime);
        assertEquals(1, shop.moment(11_000, "search", m -> m.page = 78).pageTime);
    }

    @Test
    void shouldTakeThePageStartFromAMomentBeforeTheSession() {
        shop.moment(5_000, "search");
        shop.moment(2_000, "page_view", m -> m.received = Shop.T0 + 5_000);
        assertEquals(4, shop.moment(6_000, "search").pageTime);
        assertEquals(0, shop.moment(1_000, "search", m -> m.received = Shop.T0 + 6_000).pageTime);
    }

    @Test
    void shouldKeepTheDeepestOfThePage() {
        assertTrue(Double.isNaN(shop.moment(0, "page_view").pageDepth));
        assertEquals(0.4, shop.moment(1, "search", m -> m.scrollDepth = 0.4).pageDepth);
        assertEquals(0, shop.engine.scores().pageDepthBefore);
        assertEquals(0.4, shop.moment(2, "search", m -> m.scrollDepth = 0.3).pageDepth);
        assertEquals(0.4, shop.moment(3, "search").pageDepth);
        assertEquals(0.9, shop.moment(4, "search", m -> m.scrollDepth = 0.9).pageDepth);
        assertEquals(0.4, shop.engine.scores().pageDepthBefore);
        // A new page forgets the depth before this moment's is taken.
        assertEquals(0.2, shop.moment(5, "product_view", m -> m.scrollDepth = 0.2).pageDepth);
        assertEquals(0, shop.engine.scores().pageDepthBefore);
        assertEquals(0.5, shop.moment(6, "purchase", m -> m.scrollDepth = 0.5).pageDepth);
    }

    @Test
    void shouldCountTheCartByOneWhateverTheQuantity() {
        cart("cart_add", 0, 1_999, 3);
        // 3 x 19.99 = 59.97
        cart(1, 5_997);
        cart("cart_add", 1, 500, Double.NaN);
        cart(2, 6_497);
        shop.moment(2, "cart_add");
        cart(3, 6_497);
        cart("cart_remove", 3, 7_000, 1);
        cart(2, 0);
        shop.moment(4, "cart_remove");
        shop.moment(5, "cart_remove");
        shop.moment(6, "cart_remove");
        cart(0, 0);
    }

    @Test
    void shouldForgetTheCartSevenDaysAfterItsLatestChange() {
        cart("cart_add", 0, 100, 1);
        cart("cart_add", -Shop.MINUTE, 100, 1);
        shop.moment(7 * Shop.DAY, "page_view");
        cart(2, 200);
        assertEquals(0, shop.look(1, 7 * Shop.DAY + 1).cartItems);
        shop.moment(7 * Shop.DAY + 1, "page_view");
        cart(0, 0);
        cart("cart_add", 7 * Shop.DAY + 2, 100, 1);
        cart(1, 100);
    }

    @Test
    void shouldLeaveOtherCurrenciesOut() {
        cart("cart_add", 0, 1_000, 1);
        shop.moment(1, "cart_add", m -> price(m, 500, JPY));
        cart(2, 1_000);
        assertEquals(1, shop.engine.count(EngineCount.OTHER_CURRENCY));
        assertEquals(EUR, shop.look(1, 1).cartCurrency);
        shop.moment(2, "purchase", m -> price(m, 500, JPY));
        shop.moment(3, "cart_add", m -> price(m, 500, JPY));
        cart(1, 500);
        assertEquals(JPY, shop.look(1, 3).cartCurrency);
    }

    @Test
    void shouldEmptyTheCartAndCloseTheIntentAtAPurchase() {
        for (int i = 0; i < 12; i++) {
            shop.moment(i, "product_view", m -> m.duration = 10);
        }
        shop.moment(12, "exit_intent");
        cart("cart_add", 13, 4_000, 1);
        final MomentScores scores = shop.moment(14, "purchase", m -> {
            m.hasRevenue = true;
            m.revenueMinor = 4_990;
            m.currency = EUR;
        });
        assertEquals(0, scores.velocity + scores.intent + scores.risk + scores.momentIntent);
        assertEquals(0.1, scores.profile);
        assertEquals(Stage.RESEARCH.ordinal(), scores.stage);
        assertEquals(Stage.POST_PURCHASE.ordinal(), scores.momentStage);
        assertEquals(14, scores.moments);
        cart(0, 0);
        assertEquals(4_990, shop.snapshot.revenueMinor);
        assertEquals(1, shop.snapshot.purchases);
        // One moment of size_guide: .6 x .5 = .3; profile .3 / 5.
        assertEquals(0.06, shop.moment(15, "size_guide").profile, Shop.CLOSE);
        assertEquals(0.1, shop.engine.scores().profileBefore);
        // Without revenue a purchase is worth price times quantity.
        cart("purchase", 16, 1_000, 2);
        assertEquals(6_990, shop.look(1, 16).revenueMinor);
    }

    @Test
    void shouldPutMomentsOfTwoHoursAfterAPurchaseBehindIt() {
        shop.moment(0, "purchase");
        shop.moment(-1_000, "purchase", m -> m.received = Shop.T0);
        assertEquals(Stage.POST_PURCHASE.ordinal(), shop.moment(2 * Shop.HOUR, "page_view").momentStage);
        assertEquals(Stage.POST_PURCHASE.ordinal(), shop.engine.scores().stage);
        assertEquals(Stage.RESEARCH.ordinal(), shop.moment(2 * Shop.HOUR + 1, "page_view").momentStage);
        assertEquals(Stage.RESEARCH.ordinal(), shop.moment(-1, "page_view", m -> m.received = Shop.T0 + 3 * Shop.HOUR).momentStage);
    }

    private void cart(final String name, final long atMs, final long minor, final double quantity) {
        shop.moment(atMs, name, m -> {
            price(m, minor, EUR);
            m.quantity = quantity;
        });
    }

    private void cart(final int items, final long minor) {
        final VisitorSnapshot seen = shop.look(1, 0);
        assertEquals(items, seen.cartItems);
        assertEquals(minor, seen.cartValueMinor);
    }

    private static void price(final Moment moment, final long minor, final int currency) {
        moment.hasPrice = true;
        moment.priceMinor = minor;
        moment.currency = currency;
    }
}
