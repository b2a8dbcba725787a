package dev.inkling.scoring.rules.load;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;

import dev.inkling.scoring.rules.After;
import dev.inkling.scoring.rules.Cap;
import dev.inkling.scoring.rules.LookBack;
import dev.inkling.scoring.rules.Per;
import dev.inkling.scoring.rules.Rule;
import dev.inkling.scoring.rules.RuleException;
import dev.inkling.scoring.rules.RuleSet;
import dev.inkling.scoring.rules.WordList;

/** What a rule says besides its condition. */
class RuleReaderTest {
    private static RuleSet read(final String yaml) throws RuleException {
        return RuleCompiler.compile(yaml, "rules.yaml", new WordList());
    }

    @Test
    void shouldPointAtAStorefrontThatThereIsNot() throws RuleException {
        final String yaml = "triggers:\n  - {name: a, when: true, action: {type: offer, id: x}}\n"
            + "  - name: b\n    when: true\n    storefront: \"defualt\"\n    action: {type: offer, id: x}\n";
        final RuleSet rules = RuleCompiler.compile(yaml, "my.yaml", new WordList());
        rules.requireStorefronts(List.of("outlet", "defualt"), "my.yaml");
        final RuleException e =
            assertThrows(RuleException.class, () -> rules.requireStorefronts(List.of("outlet", "default"), "my.yaml"));
        assertEquals("my.yaml:5:17: rule \"b\" is for storefront \"defualt\"; expected one of outlet, default;"
            + " did you mean default?",
            e.getMessage());
    }

    @Test
    void shouldTellHowLongVisitorsHaveToBeRemembered() throws RuleException {
        final long day = 86_400_000;
        final String yaml = """
            triggers:
              - name: looks
                when: seen("scroll", duration("3d")) && lasted("scroll", 2, duration("40d"))
                action: {type: t, id: i}
              - name: waits
                after: {moment: scroll, idle: 50d}
                action: {type: t, id: i}
            """;
        final LookBack longest = read(yaml).lookBack();
        assertEquals(new LookBack(50 * day, 6, 35), longest);
        longest.require(50 * day, "rules.yaml");
        final RuleException e = assertThrows(RuleException.class, () -> longest.require(50 * day - 1, "rules.yaml"));
        assertTrue(e.getMessage().startsWith("rules.yaml:6:35: asks for 50 days back, and a visitor of whom nothing is heard is forgotten"
            + " after 49.99; expected at most that, or a longer retention"), e.getMessage());
        assertEquals(new LookBack(40 * day, 3, 74), read(yaml.replace("50d", "1h")).lookBack());
        assertEquals(LookBack.NONE, read(yaml.replaceAll("when:.*", "when: session.age > 3")
            .replaceAll("after:.*", "when: session.age > 4\n    cooldown: 366d")).lookBack(), "a cooldown is kept apart from the visitor");
    }

    @Test
    void shouldReadEveryKey() throws RuleException {
        final Rule rule = read("""
            triggers:
              - name: "caf\u00e9 offer"
                when: "true"
                action:
                  type: offer
                  id: free_shipping
                  channel: onsite
                  payload: {percent: 10, until: 2026-01-01, text: "a \\"b\\"\\n", no: [yes, ~, -1.5e3, 007, true], deep: {}}
                per: visitor
                cooldown: 1h30m
                cohort: {treat: 0.9, seed: other}
                priority: -7
                enabled: false
                storefront: shop
                on: [scroll, Product Added]
            """).rule(0);
        assertEquals("caf\u00e9 offer", rule.name());
        assertEquals(new WordList().textHash("caf\u00e9 offer"), rule.nameHash());
        assertEquals("offer free_shipping onsite", rule.actionType() + ' ' + rule.actionId() + ' ' + rule.channel());
        assertEquals("{\"percent\":10,\"until\":\"2026-01-01\",\"text\":\"a \\\"b\\\"\\n\","
            + "\"no\":[\"yes\",null,-1.5e3,\"007\",true],\"deep\":{}}",
            rule.payload());
        assertEquals(Per.VISITOR, rule.per());
        assertEquals(5_400_000, rule.cooldownMs());
        assertEquals(0.9, rule.treat());
        assertEquals("other", rule.seed());
        assertEquals(-7, rule.priority());
        assertFalse(rule.enabled());
        assertEquals("shop", rule.storefront());
    }

    @Test
    void shouldFillInWhatIsLeftOut() throws RuleException {
        final Rule rule = read("triggers:\n- {name: a, when: true, action: {type: offer, id: x}}\n").rule(0);
        assertEquals(
            new Rule("a", new WordList().textHash("a"), "offer", "x", null, null, Per.NONE, 0, 1, "a", 0, null, null, true, Cap.NONE, 1,
                false, false, null, "always"), rule);
        assertNull(rule.channel());
    }

    @Test
    void shouldReadTimersAndCadence() throws RuleException {
        final RuleSet set = read("""
            triggers:
              - {name: a, after: {moment: [cart_add, scroll], idle: 1h30m, unless: purchase}, action: {type: b, id: c}}
              - {name: b, after: {moment: scroll, idle: 20s}, when: cart.items > 0, action: {type: b, id: c}, priority: 1}
              - {name: c, when: true, action: {type: b, id: c, channel: onsite}, cap: {session: 2, day: 3}, every: 4, shadow: true}
              - {name: d, when: true, action: {type: b, id: c, channel: onsite}, visible: false}
              - {name: e, when: true, action: {type: b, id: c}, visible: true}
            """);
        assertEquals(new After(List.of(OneRule.type("cart_add"), OneRule.type("scroll")), 5_400_000, List.of(OneRule.type("purchase"))),
            set.rule(0).after());
        assertEquals(List.of(), set.rule(1).after().unless());
        assertEquals("nothing for 1h30m behind cart_add or scroll unless purchase", set.rule(0).inWords());
        assertEquals("nothing for 20s behind scroll, and then cart.items is over 0", set.rule(1).inWords());
        assertEquals(new Cap(2, 3), set.rule(2).cap());
        assertEquals(4, set.rule(2).every());
        assertTrue(set.rule(2).shadow() && set.rule(2).visible() && !set.rule(3).visible() && set.rule(4).visible());
        assertArrayEquals(new int[] {1, 0}, set.timed());
        assertArrayEquals(new int[] {1, 0}, set.setBy(OneRule.type("scroll")));
        assertArrayEquals(new int[] {0}, set.setBy(OneRule.type("cart_add")));
        assertArrayEquals(new int[] {0}, set.takenBackBy(OneRule.type("purchase")));
        assertArrayEquals(new int[] {2, 3, 4}, set.concerning(OneRule.type("scroll")));
    }

    @Test
    void shouldLookAtWhatOnSaysInsteadOfWhatTheConditionNames() throws RuleException {
        final RuleSet set = read("triggers:\n- {name: a, when: 'seen(\"scroll\")', action: {type: b, id: c}, on: [cart_add, exit_intent]}\n"
            + "- {name: b, when: 'seen(\"scroll\")', action: {type: b, id: c}, on: purchase}\n");
        assertArrayEquals(new int[0], set.concerning(OneRule.type("scroll")));
        assertArrayEquals(new int[] {0}, set.concerning(OneRule.type("cart_add")));
        assertArrayEquals(new int[] {1}, set.concerning(OneRule.type("purchase")));
    }

    @Test
    void shouldLookAtMomentsThatAreNamedAndNotAtThoseThatAreRuledOut() throws RuleException {
        final RuleSet set = read("""
            triggers:
              - {name: a, when: 'moment.name in ["scroll", "add_to_cart"] && page.time < 3', action: {type: b, id: c}}
              - {name: b, when: 'moment.name != "scroll"', action: {type: b, id: c}}
              - {name: c, when: '!(moment.name == "scroll") || since("purchase") > 3', action: {type: b, id: c}}
            """);
        assertArrayEquals(new int[] {0, 1, 2}, set.concerning(OneRule.type("scroll")));
        assertArrayEquals(new int[] {0, 1}, set.concerning(OneRule.type("cart_add")));
        assertArrayEquals(new int[] {1, 2}, set.concerning(OneRule.type("purchase")));
        assertArrayEquals(new int[] {1}, set.concerning(OneRule.type("size_guide")));
        assertSame(set.concerning(0), set.concerning(OneRule.type("size_guide")));
    }

    @Test
    void shouldPlanFactsOfDisabledRulesToo() throws RuleException {
        final RuleSet set = read("triggers:\n- {name: a, when: 'seen(\"scroll\")', action: {type: b, id: c}, enabled: false}\n"
            + "- {name: b, when: 'seen(\"cart_add\") || seen(\"scroll\")', action: {type: b, id: c}}\n");
        assertArrayEquals(new int[] {OneRule.type("scroll"), OneRule.type("cart_add")}, set.factPlan().factTypes());
    }
}
