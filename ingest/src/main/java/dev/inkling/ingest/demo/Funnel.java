package dev.inkling.ingest.demo;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * What each persona does, from landing to purchase or abandonment. Pauses are in seconds of the shopper's own time and follow what
 * storefronts see: a few seconds for a scroll, ten to thirty for reading.
 */
final class Funnel {
    private final Visit visit;

    Funnel(final Visit visit) {
        this.visit = visit;
    }

    void walk(final Persona persona, final String channel) {
        land(channel);
        switch (persona) {
            case BOUNCER -> bounce();
            case BROWSER -> browse();
            case RESEARCHER -> research();
            case SOCIAL_PROOF_SEEKER -> askTheCrowd();
            case BARGAIN_HUNTER -> huntBargains();
            case DECIDED_BUYER -> goStraight();
            default -> throw new IllegalArgumentException("no funnel for " + persona);
        }
        if (persona != Persona.BOUNCER) {
            checkOut(persona);
        }
    }

    private void land(final String channel) {
        switch (channel) {
            case "instagram_ad", "google_ads" -> visit.open("ad_click", "/landing");
            case "newsletter" -> visit.open("email_click", "/new-in");
            case "social_post" -> visit.open("social_view", "/looks");
            default -> visit.open("page_view", "/");
        }
    }

    private void bounce() {
        if (visit.chance(0.6)) {
            visit.think(4);
            if (visit.chance(0.5)) {
                visit.openProduct();
            } else {
                visit.scroll();
            }
        }
    }

    private void browse() {
        visit.think(6);
        visit.open("product_list_view", "/c/" + visit.product().category());
        final int products = visit.count(1, 4);
        for (int i = 0; i < products; i++) {
            visit.think(9);
            visit.openProduct();
            linger();
        }
        if (visit.chance(0.3)) {
            visit.think(8);
            visit.open("blog_read", "/journal/how-it-is-made");
        }
    }

    private void research() {
        visit.think(5);
        visit.openProduct();
        linger();
        final List<Runnable> steps = new ArrayList<>();
        stepIf(steps, 0.75, () -> visit.look("comparison_tool", "compare", "open", visit.between(8, 40), visit.count(2, 6)));
        stepIf(steps, 0.85, () -> visit.look("review_read", "reviews", "scroll", visit.between(6, 45), visit.count(2, 10)));
        stepIf(steps, 0.80, () -> visit.look("size_guide", "size_guide", "open", visit.between(4, 25), visit.count(1, 4)));
        stepIf(steps, 0.35, () -> visit.look("shipping_calculator", "shipping", "submit", visit.between(5, 20), 1));
        stepIf(steps, 0.30, () -> visit.look("qa_engagement", "questions", "expand", visit.between(5, 30), visit.count(1, 5)));
        stepIf(steps, 0.25, () -> visit.look("return_policy_read", "returns", "open", visit.between(5, 20), 1));
        shuffle(steps);
        for (final Runnable step : steps) {
            visit.think(14);
            step.run();
            if (visit.chance(0.4)) {
                linger();
            }
        }
    }

    private void askTheCrowd() {
        visit.think(5);
        visit.openProduct();
        linger();
        if (visit.chance(0.80)) {
            visit.think(7);
            visit.look("customer_photo_view", "customer_photo_gallery", "swipe", visit.between(5, 40), visit.count(2, 12));
        }
        if (visit.chance(0.75)) {
            visit.think(8);
            visit.look("review_filter", "reviews", "with_photos", visit.between(3, 20), visit.count(1, 5));
        }
        if (visit.chance(0.6)) {
            visit.think(12);
            visit.look("review_read", "reviews", "scroll", visit.between(5, 40), visit.count(2, 8));
        }
        if (visit.chance(0.3)) {
            visit.think(8);
            visit.look("influencer_content", "video", "play", visit.between(5, 30), 1);
        }
    }

    private void huntBargains() {
        visit.think(4);
        visit.openProduct();
        final int checks = visit.count(1, 4);
        for (int i = 0; i < checks; i++) {
            visit.think(10);
            visit.look("price_check", "price", "hover", visit.between(1, 8), 1);
        }
        if (visit.chance(0.4)) {
            visit.think(15);
            visit.open("competitor_visit", "/");
        }
        visit.think(12);
        visit.reopenProduct();
        linger();
        if (visit.chance(0.4)) {
            visit.think(6);
            visit.look("stock_check", "stock", "open", visit.between(1, 6), 1);
        }
    }

    private void goStraight() {
        visit.think(3);
        if (visit.chance(0.5)) {
            visit.open("search", "/search");
            visit.think(4);
        }
        visit.openProduct();
        linger();
        if (visit.chance(0.4)) {
            visit.think(8);
            visit.look("size_guide", "size_guide", "open", visit.between(4, 15), visit.count(1, 3));
        }
    }

    private void linger() {
        if (visit.chance(0.7)) {
            visit.think(3);
            visit.scroll();
        }
        if (visit.chance(0.45)) {
            visit.think(2);
            visit.hover();
        }
        if (visit.chance(0.25)) {
            visit.think(4);
            visit.look("image_zoom", "gallery", "pinch", visit.between(1, 8), visit.count(1, 5));
        }
    }

    private void checkOut(final Persona persona) {
        if (!visit.chance(persona.cart())) {
            leave();
            return;
        }
        visit.think(8);
        visit.changeCart("cart_add");
        final boolean buys = visit.chance(persona.buy());
        if (!buys && visit.chance(0.3)) {
            visit.think(12);
            visit.changeCart("cart_remove");
            leave();
            return;
        }
        visit.think(6);
        visit.open("cart_view", "/cart");
        if (!buys && visit.chance(0.5)) {
            leave();
            return;
        }
        visit.think(5);
        visit.open("checkout_start", "/checkout");
        visit.think(9);
        visit.add("shipping_address", Map.of("duration", visit.between(6, 25)));
        visit.think(8);
        visit.add("payment_info", Map.of("duration", visit.between(6, 25)));
        if (buys) {
            visit.think(6);
            visit.pay(1);
        } else {
            leave();
        }
    }

    private void leave() {
        if (visit.chance(0.35)) {
            visit.think(5);
            visit.add("exit_intent", Map.of());
        }
    }

    private void stepIf(final List<Runnable> steps, final double probability, final Runnable step) {
        if (visit.chance(probability)) {
            steps.add(step);
        }
    }

    private void shuffle(final List<Runnable> steps) {
        Collections.shuffle(steps, new Random(visit.count(0, Integer.MAX_VALUE - 1)));
    }
}
