package dev.inkling.scoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
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
    void shouldTellOfAMomentThatNoRuleLooksAt() {
        assertTrue(explained(Shop.withoutRules(), 0, "size_guide").endsWith("\"rules\":[]}"));
        explainer.passedOver(7, "late");
        assertEquals("{\"sequence\":7,\"passedOver\":\"late\",\"rules\":[]}", new String(explainer.take(), StandardCharsets.UTF_8));
    }
}
