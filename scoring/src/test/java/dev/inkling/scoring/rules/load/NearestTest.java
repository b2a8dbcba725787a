package dev.inkling.scoring.rules.load;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;

import org.junit.jupiter.api.Test;

/** What a misspelt word was probably meant to be. */
class NearestTest {
    @Test
    void shouldCountEdits() {
        assertEquals(0, Nearest.distance("scroll", "scroll"));
        assertEquals(1, Nearest.distance("scrol", "scroll"));
        assertEquals(1, Nearest.distance("cap", "cat"));
        assertEquals(1, Nearest.distance("tiem", "time"));
        assertEquals(3, Nearest.distance("", "abc"));
    }

    @Test
    void shouldSuggestTheNearestOrNothing() {
        assertEquals("; did you mean page.time?", Nearest.hint("page.tiem", List.of("page.scroll_depth", "page.time")));
        assertEquals("", Nearest.hint("fish", List.of("page.scroll_depth", "page.time")));
        assertEquals("; did you mean ab?", Nearest.hint("aa", List.of("ab", "ac")));
    }
}
