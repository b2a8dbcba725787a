package dev.inkling.ingest.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

/** Sample shoppers must be the same for a seed, and their funnels like real ones. */
class ShopperGeneratorTest {
    private static final int SHOPPERS = 20_000;
    private static final double MEAN_GAP_MS = 250;

    @Test
    void shouldMakeTheSameShoppersForTheSameSeed() {
        assertEquals(shoppers(7, 500), shoppers(7, 500));
        assertNotEquals(shoppers(7, 500), shoppers(8, 500));
    }

    @Test
    void shouldHaveSharesThatSumToOne() {
        double sum = 0;
        for (final Persona persona : Persona.values()) {
            sum += persona.share();
        }
        assertEquals(1.0, sum, 1e-12);
    }

    @Test
    void shouldLoseAboutSixtyPercentWithinTwoMoments() {
        // Bouncers are 60 % and nobody else has fewer than three moments but those who land, look and leave; none of the others' scripts
        // is that short, so the share is that of the bouncers. Five standard deviations of a binomial about it.
        final double p = Persona.BOUNCER.share();
        assertWithinFiveDeviations(p, Shopper::bounced);
    }

    @Test
    void shouldFillCartsAndBuyAsOftenAsThePersonasSay() {
        double cart = 0;
        double purchase = 0;
        for (final Persona persona : Persona.values()) {
            cart += persona.share() * persona.cart();
            purchase += persona.share() * persona.cart() * persona.buy();
        }
        assertTrue(cart >= 0.05 && cart <= 0.08, "cart share by the table: " + cart);
        assertTrue(purchase >= 0.02 && purchase <= 0.03, "purchase share by the table: " + purchase);
        assertWithinFiveDeviations(cart, shopper -> shopper.did("cart_add"));
        assertWithinFiveDeviations(purchase, shopper -> shopper.did("purchase"));
    }

    @Test
    void shouldOfferEnoughForEveryDefaultRule() {
        // A researcher does each of the three with .75, .85 and .80: .51 of 9 % of all shoppers, in any order.
        assertWithinFiveDeviations(0.09 * 0.75 * 0.85 * 0.80,
            shopper -> shopper.did("comparison_tool") && shopper.did("review_read") && shopper.did("size_guide"));
        // A social proof seeker views photos with .80 and then filters reviews with .75.
        assertWithinFiveDeviations(0.07 * 0.80 * 0.75,
            shopper -> shopper.did("customer_photo_view") && shopper.did("review_filter"));
    }

    @Test
    void shouldKeepEachShoppersMomentsInOrderAndIdsUnique() {
        final Set<String> ids = new HashSet<>();
        for (final Shopper shopper : shoppers(3, 2_000)) {
            long last = Long.MIN_VALUE;
            for (final SampleMoment moment : shopper.moments()) {
                assertTrue(moment.atMs() >= last);
                last = moment.atMs();
                assertTrue(ids.add(moment.eventId()), moment.eventId());
            }
        }
    }

    @Test
    void shouldMergeShoppersInOneOrderOfTimeAndLoseNone() {
        final ShopperTraffic traffic = new ShopperTraffic(new ShopperGenerator(5, MEAN_GAP_MS, ""));
        final Set<String> seen = new HashSet<>();
        long last = Long.MIN_VALUE;
        for (int i = 0; i < 20_000; i++) {
            final ShopperTraffic.Step step = traffic.next();
            assertTrue(step.moment().atMs() >= last);
            last = step.moment().atMs();
            seen.add(step.moment().eventId());
        }
        final long end = last;
        final long expected = shoppers(5, 20_000).stream().flatMap(shopper -> shopper.moments().stream())
            .filter(moment -> moment.atMs() < end).peek(moment -> assertTrue(seen.contains(moment.eventId()))).count();
        assertEquals(20_000, seen.size());
        assertTrue(expected <= 20_000);
    }

    private static void assertWithinFiveDeviations(final double p, final Predicate<Shopper> property) {
        final double share = shoppers(1, SHOPPERS).stream().filter(property).count() / (double) SHOPPERS;
        assertEquals(p, share, 5 * Math.sqrt(p * (1 - p) / SHOPPERS));
    }

    private static List<Shopper> shoppers(final long seed, final int count) {
        final ShopperGenerator generator = new ShopperGenerator(seed, MEAN_GAP_MS, "");
        return Stream.generate(generator::next).limit(count).toList();
    }
}
