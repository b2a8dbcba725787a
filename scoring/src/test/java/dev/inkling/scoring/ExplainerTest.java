package dev.inkling.scoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is told of the rules that look at a moment. */
class ExplainerTest {
    private static final String RULES = """
        triggers:
          - name: calm
            when: seen("size_guide") && session.risk > 0.5
            action: {type: hint, id: a}
          - name: once
            when: moment.name == "size_guide"
            action: {type: hint, id: b}
            per: session
            cooldown: 1h
        """;

    private final Explainer explainer = new Explainer(1 << 14);

    private String explained(final Shop shop, final long atMs, final String name) {
        shop.engine.explainTo(explainer);
        shop.moment(atMs, name);
        shop.engine.explainTo(null);
        return new String(explainer.take(), StandardCharsets.UTF_8);
    }

    private static void assertHas(final String json, final String... parts) {
        for (final String part : parts) {
            assertTrue(json.contains(part), part + " is not in " + json);
        }
    }

    @Test
    void shouldTellTheMomentItsScoresAndWhyARuleDidNotMatch() {
        final Shop shop = Shop.with(RULES);
        final String json = explained(shop, 0, "size_guide");
        // .6 x .5
        assertHas(json, "{\"sequence\":1,\"moment\":\"size_guide\",\"at\":" + Shop.T0 + ",\"session\":1,\"scores\":{\"momentIntent\":0.3,",
            "\"stage\":\"research\"",
            "{\"rule\":\"calm\",\"verdict\":\"not_matched\",\"because\":\"session.risk is over 0.5\",\"when\":{\"join\":\"and\",",
            "{\"clause\":\"size_guide seen this session\",\"holds\":true,\"value\":1},"
                + "{\"clause\":\"session.risk is over 0.5\",\"holds\":false,\"value\":0,\"threshold\":0.5}",
            "\"clause\":\"moment.name is size_guide\",\"holds\":true,\"value\":\"size_guide\"}");
    }

    @Test
    void shouldTellTheCadenceBeforeTheRuleIsAsked() {
        final Shop shop = Shop.with(RULES);
        final double share = Cohort.share(Cohort.begin("once"), 1);
        assertHas(explained(shop, 0, "size_guide"), "{\"rule\":\"once\",\"verdict\":\"fired\",\"decision\":\"1.0\",\"when\":",
            "\"per\":\"session\",\"usedUp\":false", "\"cooldown\":3600,\"cooldownLeft\":0", "\"share\":" + share + ",\"treat\":1");
        assertHas(explained(shop, 1_000, "size_guide"), "{\"rule\":\"once\",\"verdict\":\"used_up\",\"when\":",
            "\"per\":\"session\",\"usedUp\":true", "\"lastFiredAt\":" + Shop.T0, "\"cooldownLeft\":3599");
        // Another session, 31 minutes later.
        assertHas(explained(shop, 31 * Shop.MINUTE + 1_000, "size_guide"),
            "{\"rule\":\"once\",\"verdict\":\"cooling\",\"reason\":\"cooldown\",\"decision\":\"3.0\"",
            "\"usedUp\":false", "\"cooldownLeft\":1739");
        assertHas(explained(shop, 31 * Shop.MINUTE + 2_000, "size_guide"),
            "{\"rule\":\"once\",\"verdict\":\"cooling\",\"reason\":\"cooldown\",\"when\":");
    }

    @Test
    void shouldTellWhoIsHeldOut() {
        final Shop shop = Shop.with(RULES.replace("per: session", "cohort: {treat: 0.0}"));
        assertHas(explained(shop, 0, "size_guide"), "\"verdict\":\"held_out\",\"decision\":\"1.0\"", "\"treat\":0");
        final EngineSettings d = Shop.settings();
        final Shop held = new Shop(new EngineSettings(d.version(), d.clock(), d.session(), d.sessionGapMs(), d.visitors(), d.cadence(),
            d.dedup(), 1, d.visitorRetentionMs(), d.lateMs(), d.storefronts(), d.limits()), RULES);
        assertHas(explained(held, 0, "size_guide"), "\"verdict\":\"held_out\"",
            "\"holdoutShare\":" + Cohort.share(Cohort.begin("holdout"), 1) + ",\"holdout\":1");
    }

    @Test
    void shouldTellEveryCapsVisibleBudgetAndShadow() {
        final Shop shop = Shop.with("triggers:\n  - name: r\n    when: moment.name == \"size_guide\"\n    every: 2\n"
            + "    cap: {session: 1, day: 5}\n    visible: true\n    action: {type: hint, id: a, channel: onsite}\n");
        assertHas(explained(shop, 0, "size_guide"), "\"verdict\":\"passed_over\",\"when\":", "\"every\":2,\"matchesBefore\":0",
            "\"capSession\":1,\"firedInSession\":0,\"capDay\":5,\"firedOnDay\":0",
            "\"visiblePerSession\":3,\"visibleInSession\":0,\"visibleGap\":30,\"visibleGapLeft\":0");
        assertHas(explained(shop, 1_000, "size_guide"), "\"verdict\":\"fired\",\"decision\":\"2.0\"", "\"every\":2,\"matchesBefore\":1");
        shop.moment(2_000, "size_guide");
        assertHas(explained(shop, 11_000, "size_guide"), "\"verdict\":\"capped\",\"reason\":\"cap_session\",\"decision\":\"4.0\"",
            "\"firedInSession\":1,\"capDay\":5,\"firedOnDay\":1", "\"visibleInSession\":1,\"visibleGap\":30,\"visibleGapLeft\":20",
            "\"feedback\":\"out\"");
    }

    @Test
    void shouldBoundWhatItTells() {
        final StringBuilder rules = new StringBuilder("triggers:\n");
        for (int i = 0; i < 500; i++) {
            rules.append("  - {name: rule_").append(i).append(", when: 'session.intent > 0.5', action: {type: hint, id: h}}\n");
        }
        final Shop shop = Shop.with(rules.toString());
        final String json = explained(shop, 0, "size_guide");
        assertTrue(json.length() <= 1 << 14, json.length() + " characters");
        assertTrue(json.endsWith("],\"truncated\":true}"), json.substring(json.length() - 100));
        assertHas(json, "{\"rule\":\"rule_9\",\"verdict\":\"not_matched\",\"because\":",
            "{\"rule\":\"rule_90\",\"verdict\":\"not_matched\"}");
    }

    @Test
    void shouldTellWhatAMomentDidToTimers() {
        final Shop shop = new Shop(Shop.settings().withLimits(new TriggerLimits(3, 30_000, 600_000, 2, 8)), """
            triggers:
              - name: cart
                after: {moment: cart_add, idle: 20s, unless: purchase}
                action: {type: email, id: c}
              - name: guide
                after: {moment: size_guide, idle: 30s, unless: [cart_add]}
                when: cart.items > 0
                action: {type: email, id: g}
                priority: 1
              - {name: elsewhere, after: {moment: [cart_add, search], idle: 5s}, action: {type: email, id: e}}
            """);
        assertHas(explained(shop, 0, "page_view"), "\"timers\":[]}");
        // 20 s and 5 s behind the moment; in the order of the rules, and there is no room for more.
        assertHas(explained(shop, 1_000, "cart_add"), "\"rules\":[],\"timers\":["
            + "{\"rule\":\"cart\",\"timer\":\"set\",\"setAt\":" + at(1_000) + ",\"due\":" + at(21_000)
            + ",\"waitsFor\":\"nothing for 20s behind cart_add",
            "{\"rule\":\"elsewhere\",\"timer\":\"set\",\"setAt\":" + at(1_000) + ",\"due\":" + at(6_000) + ",");
        assertHas(explained(shop, 2_000, "size_guide"), "\"timers\":[{\"rule\":\"guide\",\"timer\":\"no_room\",\"waitsFor\":",
            "{\"rule\":\"cart\",\"timer\":\"moved\",\"setAt\":" + at(1_000) + ",\"dueBefore\":" + at(21_000) + ",\"due\":" + at(22_000));
        // The moment comes, and the timer that is due at 7 s was handled before.
        assertHas(explained(shop, 8_000, "size_guide"), "{\"rule\":\"guide\",\"timer\":\"set\",\"setAt\":" + at(8_000),
            "{\"rule\":\"cart\",\"timer\":\"moved\",\"setAt\":" + at(1_000));
        // Set already: it counts from the later moment.
        assertHas(explained(shop, 9_000, "size_guide"), "{\"rule\":\"guide\",\"timer\":\"moved\",\"setAt\":" + at(9_000)
            + ",\"dueBefore\":" + at(38_000) + ",\"due\":" + at(39_000));
        assertHas(explained(shop, 10_000, "cart_add"), "{\"rule\":\"guide\",\"timer\":\"taken_back\",\"setAt\":" + at(9_000)
            + ",\"due\":" + at(39_000), "{\"rule\":\"cart\",\"timer\":\"moved\",\"setAt\":" + at(10_000));
        // One that happened before moves nothing.
        shop.engine.explainTo(explainer);
        shop.moment(11_000, "purchase", moment -> moment.occurred -= 1_001);
        shop.engine.explainTo(null);
        assertHas(new String(explainer.take(), StandardCharsets.UTF_8),
            "{\"rule\":\"cart\",\"timer\":\"pending\",\"setAt\":" + at(10_000) + ",\"due\":" + at(30_000));
        assertHas(explained(shop, 12_000, "purchase"),
            "{\"rule\":\"cart\",\"timer\":\"taken_back\",\"setAt\":" + at(10_000) + ",\"due\":" + at(30_000));
    }

    private static long at(final long atMs) {
        return Shop.T0 + atMs;
    }

    @Test
    void shouldTellThatATimerIsForAnotherStorefront() {
        final EngineSettings d = Shop.settings();
        final Shop shop = new Shop(new EngineSettings(d.version(), d.clock(), d.session(), d.sessionGapMs(), d.visitors(), d.cadence(),
            d.dedup(), d.holdout(), d.visitorRetentionMs(), d.lateMs(), List.of("default", "other"), d.limits()),
            "triggers:\n  - {name: r, after: {moment: search, idle: 5s}, action: {type: email, id: e}, storefront: other}\n");
        assertHas(explained(shop, 0, "search"), "\"timers\":[{\"rule\":\"r\",\"timer\":\"other_storefront\",\"waitsFor\":");
    }

    @Test
    void shouldBoundWhatItTellsOfTimersAndKeepRoomForThem() {
        final StringBuilder rules = new StringBuilder("triggers:\n");
        for (int i = 0; i < 300; i++) {
            rules.append("  - {name: rule_").append(i).append(", when: 'session.intent > 0.5', action: {type: hint, id: h}}\n")
                .append("  - {name: timer_").append(i).append(", after: {moment: search, idle: 5s}, action: {type: hint, id: h}}\n");
        }
        final Shop shop = new Shop(Shop.settings().withLimits(new TriggerLimits(3, 30_000, 600_000, 1_000, 8)), rules.toString());
        final String json = explained(shop, 0, "search");
        assertTrue(json.length() <= 1 << 14, json.length() + " characters");
        assertTrue(json.endsWith("],\"truncated\":true}"), json.substring(json.length() - 100));
        assertHas(json, "{\"rule\":\"timer_5\",\"timer\":\"set\",");
    }

    @Test
    void shouldTellOfAMomentThatNoRuleLooksAt() {
        assertTrue(explained(Shop.withoutRules(), 0, "size_guide").endsWith("\"rules\":[],\"timers\":[]}"));
        explainer.passedOver(7, "late");
        assertEquals("{\"sequence\":7,\"passedOver\":\"late\",\"rules\":[]}", new String(explainer.take(), StandardCharsets.UTF_8));
    }
}
