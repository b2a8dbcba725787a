package dev.inkling.scoring.rules;

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
        assertEquals("; did you mean `page.time`?", Nearest.hint("page.tiem", List.of("page.time"), "`"));
        assertEquals("", Nearest.hint("", List.of("a", "ab")));
        assertEquals("; did you mean ab?", Nearest.hint("aa", List.of("ab", "ac")));
    }

    @Test
    void shouldSuggestAllWhoseLastPartIsTheNearest() {
        final List<String> names = List.of("moment.intent", "page.time", "session.intent", "true");
        assertEquals("; did you mean moment.intent or session.intent?", Nearest.hint("intent", names));
        assertEquals("; did you mean moment.intent or session.intent?", Nearest.hint("visitor.intnt", names));
        assertEquals("; did you mean true?", Nearest.hint("treu", names));
        assertEquals("", Nearest.hint("fish", names));
    }
}
