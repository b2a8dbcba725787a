package dev.inkling.scoring;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.inkling.scoring.rules.RuleSet;
import dev.inkling.scoring.rules.load.RuleCompiler;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A catalogue or rules that change while shoppers are there. */
class ReloadTest {
    private static final String TWICE = "triggers:\n- name: r\n  when: count(\"stock_check\", duration(\"24h\")) >= 2\n"
        + "  action: {type: sms, id: s}\n";
    private static final String SEEN = "triggers:\n- name: q\n  when: seen(\"size_guide\", duration(\"24h\"))\n"
        + "  on: [exit_intent]\n  action: {type: hint, id: h}\n";

    @Test
    void shouldCountATypeFromTheReloadThatFirstNamesIt() {
        final Shop shop = Shop.with(SEEN);
        shop.moment(0, "stock_check");
        shop.moment(1, "size_guide");
        shop.reload(shop.engine.catalogue(), TWICE + SEEN.substring("triggers:\n".length()));
        shop.moment(2, "stock_check");
        shop.moment(3, "exit_intent");
        assertEquals(List.of("q FIRED @3"), shop.decisions);
        shop.moment(4, "stock_check");
        assertEquals(List.of("q FIRED @3", "r FIRED @4"), shop.decisions);
    }

    @Test
    void shouldKeepCadenceByTheRulesName() {
        final Shop shop = Shop.with(TWICE + "  per: visitor\n");
        shop.moment(0, "stock_check");
        shop.moment(1, "stock_check");
        shop.reload(shop.engine.catalogue(), TWICE + "  per: visitor\n  priority: 5\n");
        shop.moment(2, "stock_check");
        assertEquals(List.of("r FIRED @1"), shop.decisions);
    }

    @Test
    void shouldFollowNamesThroughANewCatalogue() {
        final Shop shop = Shop.with(SEEN);
        shop.moment(0, "size_guide");
        shop.moment(1, "stock_check");
        shop.moment(2, "shade_finder");
        shop.moment(3, "purchase");
        // A shorter one in another order, without urgency and without shade_finder.
        final Catalogue other = Shop.catalogue("categories:\n- {name: outcome, stage: decision, scored: false, types: [{name: purchase,"
            + " weight: 0}]}\n- name: intent\n  stage: research\n  types: [{name: exit_intent, weight: 0.1}, {name: size_guide,"
            + " weight: 1}]\n");
        shop.reload(other, SEEN);
        final VisitorSnapshot seen = shop.look(1, 2);
        assertEquals(List.of("outcome", "intent", "other"), other.categories());
        // size_guide .3 and shade_finder .39 made the cluster of intent.
        assertArrayEquals(new double[] {0, 0.69, 0}, Arrays.copyOf(seen.categoryWeight, seen.categories), Shop.CLOSE);
        assertEquals("purchase other other size_guide", names(seen, other));
        assertEquals(0.5, shop.moment(4, "size_guide").momentIntent);
        shop.moment(5, "exit_intent");
        assertEquals(List.of("q FIRED @5"), shop.decisions);
    }

    @Test
    void shouldKeepTheUrgencyOfAVisitorThroughAReload() {
        final Shop shop = Shop.withoutRules();
        for (int i = 0; i < 4; i++) {
            shop.moment(0, "stock_check");
        }
        shop.reload(Shop.catalogue(Catalogue.defaultText().replace("weight: 0.70", "weight: 0.71")), "triggers: []");
        assertEquals(Urgency.HIGH.ordinal(), shop.look(1, 0).urgency);
        assertEquals(Urgency.HIGH.ordinal(), shop.moment(1, "page_view").urgency);
    }

    @Test
    void shouldShowTheLastTenMomentsWithTheirOutcomes() {
        final Shop shop = Shop.withoutRules();
        for (int i = 0; i < 9; i++) {
            shop.moment(i, "size_guide");
        }
        shop.moment(9, "purchase");
        shop.moment(10, "page_view");
        shop.moment(11, "refund");
        shop.moment(12, "review_read");
        final VisitorSnapshot seen = shop.look(1, 12);
        assertEquals("review_read refund page_view purchase size_guide size_guide size_guide size_guide size_guide size_guide",
            names(seen, shop.engine.catalogue()));
        assertEquals(Shop.T0 + 12, seen.momentAt[0]);
        assertEquals(Shop.T0 + 9, seen.momentAt[3]);
        assertEquals(0.25, seen.momentIntent[0]);
        assertEquals(0, seen.momentIntent[1]);
        assertEquals(0.3, seen.momentIntent[9]);
        for (int i = 0; i < 6; i++) {
            shop.moment(20 + i, "trigger_shown");
        }
        assertTrue(names(shop.look(1, 12), shop.engine.catalogue())
            .startsWith("trigger_shown trigger_shown trigger_shown trigger_shown review_read page_view size_guide"));
    }

    private static String names(final VisitorSnapshot seen, final Catalogue catalogue) {
        final StringBuilder names = new StringBuilder();
        for (int i = 0; i < seen.momentCount; i++) {
            names.append(i == 0 ? "" : " ").append(catalogue.typeName(seen.momentType[i]));
        }
        return names.toString();
    }

    @Test
    void shouldRefuseRulesForAnUnknownStorefrontAndChangeNothing() throws Exception {
        final Shop shop = Shop.with(TWICE);
        final RuleSet wrong = RuleCompiler.compile(TWICE + "  storefront: outlet\n", "rules.yaml", shop.engine.catalogue());
        final Exception e = assertThrows(IllegalArgumentException.class, () -> shop.engine.configure(shop.engine.catalogue(), wrong));
        assertEquals("rules:" + wrong.rule(0).forWhere().line()
            + ":15: rule \"r\" is for storefront \"outlet\"; expected one of default", e.getMessage());
        shop.moment(0, "stock_check");
        shop.moment(1, "stock_check");
        assertEquals(List.of("r FIRED @1"), shop.decisions);
    }

    @Test
    void shouldRefuseMomentsThatBreakAnInvariant() {
        final Engine bare = new Engine(Shop.settings());
        assertThrows(IllegalStateException.class, () -> bare.onMoment(Shop.blank(0, "page_view"), d -> { }));
        final Shop shop = Shop.withoutRules();
        assertThrows(IllegalArgumentException.class, () -> shop.moment(0, "page_view", m -> m.storefront = 1));
        assertThrows(IllegalArgumentException.class, () -> shop.moment(0, "page_view", m -> m.device = 4));
        assertEquals(0, shop.engine.visitors());
    }
}
