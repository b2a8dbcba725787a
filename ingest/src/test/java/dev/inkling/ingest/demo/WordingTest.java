package dev.inkling.ingest.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;

import dev.inkling.journal.TextHash;
import dev.inkling.scoring.Catalogue;
import org.junit.jupiter.api.Test;

/** Reasons must name what the rule asks for. */
class WordingTest {
    private static final List<String> MOMENTS = List.of("ad_click", "product_view", "review_read", "scroll", "size_guide", "review_read");

    @Test
    void shouldNameWhatTheRuleAsksForInTheOrderInWhichItHappened() {
        assertEquals("read the reviews (2 times) and opened the size guide",
            Wording.deeds("seen(\"size_guide\") && seen(\"review_read\")", MOMENTS));
    }

    @Test
    void shouldNameHerLastMomentsWhenTheRuleNamesNone() {
        assertEquals("scrolled, opened the size guide and read the reviews", Wording.deeds("crossed(session.intent, 0.9)", MOMENTS));
    }

    @Test
    void shouldHaveAPhraseForEachMomentThatShoppersLeave() throws Exception {
        final Catalogue catalogue = Catalogue.parse(Catalogue.defaultText(), "catalogue.yaml", TextHash::of);
        final ShopperGenerator generator = new ShopperGenerator(11, 1_000, "");
        for (int i = 0; i < 5_000; i++) {
            for (final SampleMoment moment : generator.next().moments()) {
                assertFalse(Wording.phrase(moment.type()).startsWith("left "), moment.type());
                assertFalse(catalogue.typeOf(moment.type()) <= 0, moment.type() + " is in the catalogue");
            }
        }
    }
}
