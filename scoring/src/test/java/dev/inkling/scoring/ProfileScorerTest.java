package dev.inkling.scoring;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** SPEC 5, step 7, to the last bit: rules compare a profile with a threshold. */
class ProfileScorerTest {
    private static final String[] NAMES = {"size_guide", "payment_info", "feature_hover", "comparison_tool", "ad_impression", "hover",
        "trigger_shown", "purchase"};

    @Property
    void shouldBeAFifthOfTheTrueSumOfTheLastTen(@ForAll @Size(max = 60) final List<@IntRange(min = 0, max = 79) Integer> choices) {
        final Shop shop = Shop.withoutRules();
        final List<Double> intents = new ArrayList<>();
        double expected = 0.1;
        for (int n = 0; n < choices.size(); n++) {
            // One in eighty is a purchase, which begins the profile anew.
            final int choice = choices.get(n);
            final String name = NAMES[choice == 0 ? NAMES.length - 1 : choice % (NAMES.length - 1)];
            final MomentScores scores = shop.moment(n, name, m -> m.duration = 0.5 + choice / 50.0);
            assertEquals(expected, scores.profileBefore);
            if (name.equals("purchase")) {
                intents.clear();
            } else if (scores.scored) {
                intents.add(scores.momentIntent);
            }
            expected = profile(intents);
            assertEquals(expected, scores.profile);
            assertEquals(expected, shop.seen().profile);
        }
    }

    private static double profile(final List<Double> intents) {
        final double sum = intents.subList(Math.max(0, intents.size() - 10), intents.size()).stream().map(BigDecimal::new)
            .reduce(BigDecimal.ZERO, BigDecimal::add).doubleValue();
        return intents.isEmpty() ? 0.1 : Math.min(0.95, sum / 5);
    }

    @Test
    void shouldNotCrossAThresholdThatItOnlyReaches() {
        final Shop shop = Shop.with("""
            triggers:
              - {name: keen, when: "crossed(visitor.profile, 0.6)", action: {type: offer, id: x}}
            """);
        // i is half the weight: feature_hover .2, size_guide .3, payment_info .45. The last ten, from the oldest on:
        // .2 + .3 + .3 + .2 + .3 + .45 + .45 + .2 + .3 + .3 = 3, and 3/5 = .6; one bit more when the first .2 is taken off a sum of eleven.
        final String[] names = {"feature_hover", "feature_hover", "size_guide", "size_guide", "feature_hover", "size_guide",
            "payment_info", "payment_info", "feature_hover", "size_guide", "size_guide"};
        for (int n = 0; n < names.length; n++) {
            shop.moment(n, names[n]);
        }

        assertEquals(0.6, shop.engine.scores().profile);
        assertEquals(List.of(), shop.decisions);
    }
}
