package dev.inkling.scoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.inkling.scoring.rules.FactPlan;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes into force leaves alone what it does not change, and that is the same as if it had been brought over. */
class ReconfigurationTest {
    private static final String RULES = """
        triggers:
          - {name: often, when: 'count("search", duration("24h")) >= 3', cooldown: 1m, action: {type: a, id: b}}
          - {name: long, when: 'lasted("size_guide", 20.0, duration("1h"))', per: session, action: {type: a, id: b}}
          - {name: left, after: {moment: cart_add, idle: 30s}, action: {type: a, id: b}}
        """;
    private static final String ONE_MORE = "  - {name: more, when: 'session.risk > 2.0', action: {type: a, id: b}}\n";
    private static final String REMEMBERS_MORE = "  - {name: more, when: 'first(\"refund\")', on: [refund], action: {type: a, id: b}}\n";
    private static final String[] TYPES = {"search", "size_guide", "cart_add", "comparison_tool", "price_check", "purchase"};
    private static final int VISITORS = 40;

    private final Catalogue plain = Shop.catalogue(Catalogue.defaultText());
    private final Catalogue weighs =
        Shop.catalogue(Catalogue.defaultText().replace("size_guide, weight: 0.60", "size_guide, weight: 0.61"));
    private final Catalogue one = Shop.catalogue(
        Catalogue.defaultText().replace("- {name: comparison_tool", "- {name: one, weight: 0.1}\n      - {name: comparison_tool"));
    private final Catalogue fewer = Shop.catalogue(Catalogue.defaultText().replace("profile: {moments: 10", "profile: {moments: 4"));

    @Test
    void shouldKeepTheTableOfFactsWhereThePlanIsTheSame() {
        final Reconfiguration reconfiguration = new Reconfiguration(new SessionTable(4), 4);
        final FactTable facts = reconfiguration.apply(null, null, Shop.compiled(RULES).factPlan(), plain);
        assertSame(facts, reconfiguration.apply(facts, plain, Shop.compiled(RULES + ONE_MORE).factPlan(), plain));
        assertSame(facts, reconfiguration.apply(facts, plain, Shop.compiled(RULES).factPlan(), weighs));
        assertNotSame(facts, reconfiguration.apply(facts, plain, Shop.compiled(RULES + REMEMBERS_MORE).factPlan(), plain));
        assertNotSame(facts, reconfiguration.apply(facts, plain, facts.plan(), one));
        assertNotSame(facts, reconfiguration.apply(facts, plain, facts.plan(), fewer));
    }

    @Test
    void shouldTellWhichCataloguesChangeWhatIsRemembered() {
        assertTrue(new Renumbering(plain, weighs).isIdentity());
        assertTrue(new Renumbering(fewer, plain).isIdentity());
        assertFalse(new Renumbering(plain, fewer).isIdentity());
        assertFalse(new Renumbering(plain, one).isIdentity());
        assertFalse(new Renumbering(one, plain).isIdentity());
        final String text = Catalogue.defaultText();
        assertFalse(new Renumbering(plain, Shop.catalogue(text.replace("name: comparison_tool,", "name: compared,"))).isIdentity());
        assertFalse(new Renumbering(plain, Shop.catalogue(text.replace("- name: trust", "- name: faith"))).isIdentity());
    }

    @Test
    void shouldCompareEveryPartOfAPlan() {
        final List<String> others = List.of(
            RULES.replace("size_guide", "refund"),
            RULES.replace("count(\"search\"", "count(\"refund\""),
            RULES.replace("count(\"search\", duration(\"24h\")) >= 3", "first(\"search\")"),
            RULES.replace("20.0", "21.0"),
            "triggers: []");
        assertEquals(Shop.compiled(RULES).factPlan(), Shop.compiled(RULES).factPlan());
        assertEquals(Shop.compiled(RULES).factPlan().hashCode(), Shop.compiled(RULES).factPlan().hashCode());
        others.forEach(other -> assertFalse(Shop.compiled(RULES).factPlan().equals(
            other.equals("triggers: []") ? FactPlan.EMPTY : Shop.compiled(other).factPlan()), other));
    }

    /** The one keeps its facts and records as they are; the other is taken to a larger plan, or through another catalogue, and back. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldComeToTheSameStateAsByWayOfAnother(final boolean byCatalogue) {
        final Shop kept = new Shop(EngineSettings.defaults().withCapacities(2 * VISITORS, 4 * VISITORS), RULES);
        final Shop moved = new Shop(EngineSettings.defaults().withCapacities(2 * VISITORS, 4 * VISITORS), RULES);
        final SplittableRandom random = new SplittableRandom(1);
        for (int round = 0; round < 10; round++) {
            for (int i = 0; i < 200; i++) {
                final long visitor = 1 + random.nextInt(VISITORS);
                final String type = TYPES[random.nextInt(TYPES.length)];
                final double duration = random.nextInt(40);
                final long atMs = (round * 200L + i) * 4_000;
                for (final Shop shop : List.of(kept, moved)) {
                    shop.moment(atMs, type, moment -> {
                        moment.visitorKey = visitor;
                        moment.duration = duration;
                    });
                }
            }
            moved.reload(byCatalogue ? one : plain, byCatalogue ? RULES : RULES + REMEMBERS_MORE);
            moved.reload(plain, RULES);
            kept.reload(weighs, RULES + ONE_MORE);
            kept.reload(plain, RULES);
            assertEquals(moved.decisions, kept.decisions);
            final MemoryState keptState = new MemoryState();
            final MemoryState movedState = new MemoryState();
            kept.engine.save(keptState);
            moved.engine.save(movedState);
            assertTrue(movedState.isSame(keptState), "round " + round);
        }
        assertTrue(kept.decisions.size() > 100, kept.decisions.size() + " decisions");
        assertTrue(kept.decisions.stream().map(decision -> decision.split(" ")[0]).distinct().count() == 3, kept.decisions.toString());
    }
}
