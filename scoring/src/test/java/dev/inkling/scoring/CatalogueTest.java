package dev.inkling.scoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The default catalogue, and mistakes in others. */
class CatalogueTest {
    private final Catalogue catalogue = Shop.catalogue(Catalogue.defaultText());

    @Test
    void shouldHoldTheWholeTable() {
        assertEquals("comparison_tool .7, size_guide .6, shipping_calculator .65, review_read .5, ingredient_research .45,"
            + " shade_finder .78", weights("intent"));
        assertEquals("customer_photo_view .67, review_filter .52, qa_engagement .45, social_mention .3, influencer_content .3",
            weights("social_proof"));
        assertEquals("stock_check .6, countdown_view .5, limited_edition_view .5, shipping_cutoff_view .6, price_check .55,"
            + " competitor_visit .4", weights("urgency"));
        assertEquals("return_policy_read .45, security_badge .5, about_page .2, chat_start .55, faq_read .35", weights("trust"));
        assertEquals("scroll ramp, scroll_depth_75 .3, scroll_pause .35, back_scroll .2, hover ramp, image_zoom .4, video_watch .4,"
            + " keyboard_nav ramp, feature_hover .4, save_tap .6, pricing_dwell .5, category_dwell .3", weights("engagement"));
        assertEquals("page_view .05, search .2, product_list_view .1, blog_read .15, brand_story_view .15, ad_impression .02, ad_click .2,"
            + " email_open .1, email_click .25, social_view .1", weights("discovery"));
        assertEquals("product_view .25, wishlist_add .5, cart_add .8, cart_remove .1, cart_view .5", weights("consideration"));
        assertEquals("checkout_start .85, payment_info .9, shipping_address .88, promo_code_attempt .75, support_contact .4,"
            + " form_focus .3, form_field_done .35, form_submit .6, exit_intent .05", weights("purchase_intent"));
        assertEquals("purchase 0, refund 0, trigger_shown 0, trigger_engaged 0, trigger_dismissed 0, session_resume 0", weights("outcome"));
        assertEquals("other 0", weights("other"));
        assertEquals(List.of("intent", "social_proof", "urgency", "trust", "engagement", "discovery", "consideration", "purchase_intent",
            "outcome", "other"), catalogue.categories());
    }

    private String weights(final String category) {
        final int index = catalogue.categories().indexOf(category);
        return IntStream.range(0, catalogue.types()).mapToObj(catalogue::type).filter(t -> t.category() == index)
            .map(t -> t.name() + ' ' + (t.ramp() != null ? "ramp" : String.valueOf(t.weight()).replaceFirst("^0\\.0$", "0")
                .replaceFirst("^0\\.", "."))).collect(Collectors.joining(", "));
    }

    @Test
    void shouldGiveTypesTheirStages() {
        assertEquals(Stage.RESEARCH, type("size_guide").stage());
        assertEquals(Stage.CONSIDERATION, type("review_filter").stage());
        assertEquals(Stage.DECISION, type("stock_check").stage());
        assertEquals(Stage.CONSIDERATION, type("product_view").stage());
        assertEquals(Stage.DECISION, type("cart_view").stage());
        assertEquals(Stage.RESEARCH, type("other").stage());
    }

    @Test
    void shouldKnowWhatVendorsCallThings() {
        for (final String name : List.of("Product Viewed", "view_item", "view", "pv", "clicks")) {
            assertEquals(catalogue.typeOf("product_view"), catalogue.typeOf(Shop.hash(name)), name);
        }
        for (final String name : List.of("Product Added", "add_to_cart", "cart", "addtocart", "carts")) {
            assertEquals(catalogue.typeOf("cart_add"), catalogue.typeOf(Shop.hash(name)), name);
        }
        for (final String name : List.of("Order Completed", "buy", "orders", "transaction", "purchase")) {
            assertEquals(catalogue.typeOf("purchase"), catalogue.typeOf(Shop.hash(name)), name);
        }
        assertEquals(catalogue.typeOf("customer_photo_view"), catalogue.typeOf(Shop.hash("social_proof_engagement")));
        assertEquals(catalogue.typeOf("payment_info"), catalogue.typeOf(Shop.hash("add_payment_info")));
        assertEquals(Catalogue.OTHER, catalogue.typeOf(Shop.hash("a name nobody knows")));
        assertEquals(-1, catalogue.typeOf("a name nobody knows"));
        assertEquals(Catalogue.OTHER, catalogue.typeOf("other"));
    }

    @Test
    void shouldScoreAllButOutcomes() {
        assertFalse(catalogue.scored(catalogue.typeOf("purchase")));
        assertTrue(catalogue.scored(catalogue.typeOf("page_view")));
        assertTrue(catalogue.scored(Catalogue.OTHER));
    }

    @Test
    void shouldRampFromItsLowToItsHigh() {
        final MomentType.Ramp scroll = type("scroll").ramp();
        assertEquals(0, scroll.at(119.999));
        assertEquals(0.8, scroll.at(120));
        // Half way, (360 - 120) / (600 - 120) = .5: .8 + .2 x .5
        assertEquals(0.9, scroll.at(360), Shop.CLOSE);
        assertEquals(1, scroll.at(20_000), Shop.CLOSE);
        assertEquals(0, scroll.at(Double.NaN));
        assertEquals(0.75, type("hover").ramp().at(1.25), Shop.CLOSE);
        assertEquals(0.8, type("keyboard_nav").ramp().at(10), Shop.CLOSE);
    }

    @Test
    void shouldHoldAThousandTypes() {
        final String text = "categories:\n- name: a\n  stage: decision\n  types:\n"
            + IntStream.range(1, Catalogue.MAX_TYPES).mapToObj(i -> "  - {name: t" + i + ", weight: 0.5}\n").collect(Collectors.joining());
        final Catalogue large = Shop.catalogue(text);
        assertEquals(Catalogue.MAX_TYPES, large.types());
        assertEquals(1_023, large.typeOf(Shop.hash("t1023")));
        refused(text + "  - {name: t1024, weight: 0.5}\n", "c:1028:12: too many types; expected at most 1024");
    }

    @Test
    void shouldNameThePlaceOfAMistake() {
        final String head = "categories:\n  - name: a\n    stage: research\n    types:\n";
        refused(head + "      - {name: x, wieght: 0.5}\n", "c:5:19: unknown key `wieght`", "did you mean `weight`?");
        refused(head + "      - {name: x, weight: heavy}\n", "c:5:27: `heavy` is not a number");
        refused(head + "      - {name: x, weight: 2}\n", "c:5:27: 2 is out of range");
        refused(head + "      - {name: x}\n", "c:5:9: `weight` is missing");
        refused(head + "      - {name: x, weight: 1, aliases: [y, x]}\n", "c:5:39: `x` is already a name of `x`");
        refused(head + "      - {name: other, weight: 1}\n", "c:5:16: `other` is already a name of `other`");
        refused(head + "      - {name: x, ramp: {of: speed, lo: 1, hi: 2, from: 0, to: 1}}\n",
            "unknown measure `speed`; expected scroll_velocity or");
        refused(head + "      - {name: x, ramp: {of: duration, lo: 2, hi: 2, from: 0, to: 1}}\n", "hi 2.0 is not above lo 2.0");
        refused(head.replace("research", "later"), "c:3:12: unknown stage `later`; expected one of research, consideration");
        refused(head.replace("research", "decison"), "did you mean `decision`?");
        refused(head + "      - {name: x, ramp: {of: scrol_velocity, lo: 1, hi: 2, from: 0, to: 1}}\n", "c:5:30: ",
            "did you mean `scroll_velocity`?");
        refused(head.replace("    types", "    scored: treu\n    types"), "c:4:13: `treu`", "did you mean `true`?");
        refused(head.replace("types:", "types: 5"), "c:4:12: expected a list for `types`");
        refused("categories: []\n", "c:1:13: no types");
        refused("categories:\n" + "- {name: c, stage: research}\n".repeat(2), "category `c` stands twice");
        refused("categories:\n" + IntStream.range(0, 16).mapToObj(i -> "- {name: c" + i + ", stage: research}\n")
            .collect(Collectors.joining()), "c:17:10: too many categories; expected at most 15");
        refused("a: &a [x]\nb: [" + "*a,".repeat(200) + "*a]\n", "c:");
    }

    private MomentType type(final String name) {
        return catalogue.type(catalogue.typeOf(name));
    }

    private static void refused(final String text, final String... parts) {
        final ConfigException e = assertThrows(ConfigException.class, () -> Catalogue.parse(text, "c", Shop::hash));
        for (final String part : parts) {
            assertTrue(e.getMessage().contains(part), e.getMessage());
        }
    }
}
