package dev.inkling.scoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;

/** SPEC 5, step 12: expected values by {@link StrictMath#exp}, from the features that the test gives. */
class ModelTest {
    private static final String ALWAYS = "triggers:\n- name: a\n  when: moment.intent >= 0.0\n  action: {type: hint, id: h}\n";
    private static final String CROSSED = "triggers:\n- name: c\n  when: crossed(visitor.probability, 0.5)\n"
        + "  action: {type: hint, id: h}\n";
    private static final String READS = "triggers:\n- name: r\n  when: visitor.probability > 0.5\n  on: [size_guide]\n"
        + "  action: {type: hint, id: h}\n";

    @Test
    void shouldWeighFeatures() {
        final Shop shop = Shop.with(ALWAYS);
        shop.model("model:\n  kind: logistic\n  intercept: -1.5\n  features:\n"
            + "  - {name: moment.intent, weight: 2, mean: 0.1, scale: 0.5}\n"
            + "  - {name: session.moments, weight: -0.25}\n"
            + "  - {name: page.scroll_depth, weight: 3, missing: 0.2}\n"
            + "  - {name: stage.research, weight: 0.7}\n  - {name: stage.decision, weight: 5}\n"
            + "  - {name: urgency.low, weight: 0.3}\n  - {name: device.tablet, weight: 0.9}\n"
            + "  - {name: time.hour, weight: 0.01}\n  - {name: time.weekday, weight: 0.1}\n"
            + "  - {name: cluster.intent, weight: 0.4}\n  - {name: cluster.trust, weight: 8}\n");
        // size_guide: .6 x .5 = .3, its cluster too; 2026-01-01 was a Thursday; 13:20 UTC.
        final double z = -1.5 + 2 * ((0.3 - 0.1) / 0.5) - 0.25 * 1 + 3 * 0.2 + 0.7 + 0.3 + 0.9 + 0.01 * 13 + 0.1 * 3 + 0.4 * 0.3;
        final double expected = 1 / (1 + StrictMath.exp(-z));
        shop.moment(13 * Shop.HOUR + 20 * Shop.MINUTE, "size_guide", m -> m.device = Device.TABLET.ordinal());
        assertEquals(expected, shop.engine.scores().probability, Shop.CLOSE);

        // An hour on, without a moment: neither intent nor device of one is known, the cluster weighs 1 / (1 + 1/24) of .3.
        final double later = -1.5 + 2 * ((0 - 0.1) / 0.5) - 0.25 + 3 * 0.2 + 0.7 + 0.3 + 0.01 * 14 + 0.1 * 3 + 0.4 * 0.3 / (1 + 1 / 24.0);
        assertEquals(1 / (1 + StrictMath.exp(-later)), shop.look(1, 14 * Shop.HOUR + 20 * Shop.MINUTE).probability, Shop.CLOSE);
    }

    @Test
    void shouldSumLeavesOfTrees() {
        final Shop shop = Shop.with(ALWAYS);
        shop.model("""
            model:
              kind: trees
              link: logistic
              base: -0.5
              features:
                - {name: session.moments}
                - {name: page.scroll_depth, missing: -1}
              trees:
                - {feature: session.moments, threshold: 2, left: {leaf: 0.25}, right: {leaf: 1}}
                - feature: page.scroll_depth
                  threshold: 0
                  left: {leaf: -2}
                  right: {feature: page.scroll_depth, threshold: 0.5, left: {leaf: 3}, right: {leaf: 4}}
            """);
        assertEquals(of(-0.5 + 0.25 - 2), shop.moment(0, "scroll_pause").probability, Shop.CLOSE);
        // Left is what is less than the threshold: 2 is not less than 2, nor .5 than .5.
        assertEquals(of(-0.5 + 1 + 4), shop.moment(1, "scroll_pause", m -> m.scrollDepth = 0.5).probability, Shop.CLOSE);
        assertEquals(of(-0.5 + 1 + 3), shop.moment(2, "page_view", m -> m.scrollDepth = 0.49).probability, Shop.CLOSE);
    }

    private static double of(final double z) {
        return 1 / (1 + StrictMath.exp(-z));
    }

    @Test
    void shouldBeAskedOnlyWhenSomethingWantsToKnow() {
        final Shop shop = Shop.with(READS);
        shop.model(logistic("session.moments", 1, 0));
        assertTrue(Double.isNaN(shop.moment(0, "page_view").probability));
        assertEquals(of(2), shop.moment(1, "size_guide").probability, Shop.CLOSE);
        assertEquals(of(2), shop.seen().probability, Shop.CLOSE);
        assertEquals(List.of("r FIRED @1"), shop.decisions);
        shop.model("");
        shop.moment(2, "page_view");
        assertEquals(shop.engine.scores().profile, shop.engine.scores().probability);
        assertEquals(shop.seen().profile, shop.seen().probability);
    }

    @Test
    void shouldCrossFromTheProbabilityAfterTheMomentBefore() {
        final Shop shop = Shop.with(CROSSED);
        // z = moments - 2.5: below a half for two moments of a session.
        shop.model(logistic("session.moments", 1, -2.5));
        shop.moment(0, "page_view");
        assertEquals(0.1, shop.engine.scores().probabilityBefore);
        shop.moment(1, "page_view");
        assertEquals(of(-1.5), shop.engine.scores().probabilityBefore, Shop.CLOSE);
        shop.moment(2, "page_view");
        assertEquals(of(-0.5), shop.engine.scores().probabilityBefore, Shop.CLOSE);
        shop.moment(3, "page_view");
        assertEquals(List.of("c FIRED @2"), shop.decisions);
        // Another model moves it over the threshold between two moments: the next one crosses.
        shop.model(logistic("session.moments", -1, 0));
        shop.moment(4, "page_view");
        shop.model(logistic("session.moments", 1, 0));
        shop.moment(5, "page_view");
        assertEquals(List.of("c FIRED @2", "c FIRED @5"), shop.decisions);
        // And without any, it is the profile that crosses.
        shop.model("");
        shop.moment(6, "page_view");
        assertEquals(shop.engine.scores().profileBefore, shop.engine.scores().probabilityBefore);
    }

    @Test
    void shouldForgetTheProbabilityOfAnEvictedVisitor() {
        final Shop shop = new Shop(EngineSettings.defaults().withCapacities(1, 1), CROSSED);
        shop.model(logistic("session.moments", 1, 5));
        shop.moment(0, "page_view");
        assertEquals(of(6), shop.moment(1, "page_view").probabilityBefore, Shop.CLOSE);
        shop.moment(2, "page_view", m -> m.visitorKey = 2);
        assertEquals(0.1, shop.engine.scores().probabilityBefore);
    }

    @Test
    void shouldGoOnWithWhatItKeptWhenLoaded() throws Exception {
        final Shop shop = Shop.with(CROSSED);
        shop.model(logistic("session.moments", 1, -2.5));
        shop.moment(0, "page_view");
        shop.moment(1, "page_view");
        final MemoryState state = new MemoryState();
        shop.engine.save(state);
        final Shop other = Shop.with(CROSSED);
        other.model(logistic("session.moments", 1, -2.5));
        other.engine.load(state, Engine.LAYOUT_VERSION);
        other.moment(2, "page_view");
        assertEquals(of(-0.5), other.engine.scores().probabilityBefore, Shop.CLOSE);
        assertEquals(List.of("c FIRED @2"), other.decisions);
    }

    private static String logistic(final String feature, final double weight, final double intercept) {
        return "model:\n  kind: logistic\n  intercept: " + intercept + "\n  features:\n  - {name: " + feature + ", weight: " + weight
            + "}\n";
    }

    @Test
    void shouldStayFiniteWhateverItReads() {
        final Shop shop = Shop.with(ALWAYS);
        shop.model("model:\n  kind: logistic\n  intercept: 1e12\n  features:\n"
            + "  - {name: visitor.revenue, weight: 1e12, mean: -1e12, scale: 1e-12}\n"
            + "  - {name: session.age, weight: -1e12, mean: -1e12, scale: 1e-12}\n  - {name: moment.value, weight: 1}\n");
        shop.moment(0, "purchase", m -> {
            m.hasRevenue = true;
            m.revenueMinor = Long.MAX_VALUE;
        });
        assertEquals(1, shop.moment(1, "size_guide").probability);
    }

    @Test
    void shouldAllocateNothing() {
        final Shop shop = Shop.with(CROSSED + READS.substring("triggers:\n".length()));
        shop.model("model:\n  kind: trees\n  features: [{name: session.age}, {name: cluster.intent}]\n  trees:\n"
            + "  - {feature: session.age, threshold: 5, left: {leaf: -1}, right: {leaf: 1}}\n"
            + "  - {feature: cluster.intent, threshold: 0.7, left: {leaf: -1}, right: {leaf: 1}}\n");
        final Moment moment = Shop.blank(0, "size_guide");
        final DecisionSink sink = decision -> { };
        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long allocated = Long.MAX_VALUE;
        for (int round = 0; round < 5 && allocated != 0; round++) {
            final long began = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 100_000; i++) {
                moment.sequence++;
                moment.received += 200;
                moment.occurred = moment.received;
                moment.visitorKey = i % 50;
                shop.engine.onTime(moment.received);
                shop.engine.onMoment(moment, sink);
                shop.engine.readVisitor(moment.visitorKey, moment.received, shop.snapshot);
            }
            allocated = threads.getCurrentThreadAllocatedBytes() - began;
        }
        assertEquals(0, allocated);
        assertTrue(shop.engine.count(EngineCount.DECISIONS_FIRED) > 0);
    }
}
