package dev.inkling.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** What of a text is masked, and what is left as it was. */
class PersonalMaskTest {
    private static String mask(final String text, final boolean compact) {
        final byte[] bytes = Utf8.bytes("#" + text + "#");
        final byte[] target = new byte[bytes.length * 5 + 2];
        final int length = PersonalMask.copy(bytes, 1, bytes.length - 2, compact, target, 2, target.length - 2);
        return new String(target, 2, length, StandardCharsets.UTF_8);
    }

    @Test
    void shouldMaskValuesOfAnyType() {
        assertEquals("{\"email\":\"***\",\"a\":1}", mask("{\"email\":\"x@y\",\"a\":1}", false));
        assertEquals("{\"phone\":\"***\"}", mask("{\"phone\":49170}", false));
        assertEquals("{\"phone\":\"***\",\"b\":[2]}", mask("{\"phone\":[{\"x\":\"]\"},1],\"b\":[2]}", false));
        assertEquals("{\"email\":\"***\"}", mask("{\"email\":{\"work\":\"x@y\",\"n\":[1]}}", false));
        assertEquals("[{\"u\":{\"EMail\" : \"***\"}}]", mask("[{\"u\":{\"EMail\" : null }}]", false));
    }

    @Test
    void shouldSeeThroughEscapes() {
        assertEquals("{\"\\u0065mail\":\"***\"}", mask("{\"\\u0065mail\":\"x@y\"}", false));
        assertEquals("{\"email\":\"***\",\"k\":1}", mask("{\"email\":\"x\\\"@y,\\\\\",\"k\":1}", false));
    }

    @Test
    void shouldLeaveEverythingElse() {
        for (final String text : new String[] {
            "{\"a\":\"email\",\"mail\":\"x@y\",\"emails\":1}", "id,email,phone\n1,2,3", "", "\"email\"",
            "[\"email\",\"phone\"]", "{\"e\\", "é€"
        }) {
            assertEquals(text, mask(text, false));
        }
    }

    @Test
    void shouldMaskInTextThatIsCut() {
        assertEquals("{\"email\":\"***\"", mask("{\"email\":\"x@", false));
        assertEquals("{\"email\": \"***\"", mask("{\"email\": ", false));
        assertEquals("{\"email\":\"***\"", mask("{\"email\":[\"a\",{\"b\":", false));
    }

    @Test
    void shouldLeaveOutWhiteSpaceBetweenTokensWhenAsked() {
        assertEquals("{\"a b\":[1,\" \"],\"email\":\"***\",\"c\":{}}",
            mask("{ \"a b\" :\n[ 1 , \" \" ] ,\t\"email\" : \"x y\" , \"c\" : { } }", true));
    }

    @Property(tries = 2000)
    void shouldSurviveAnythingInAnyRoom(@ForAll final byte[] text, @ForAll @IntRange(max = 40) final int room) {
        final byte[] target = new byte[room];
        assertTrue(PersonalMask.copy(text, 0, text.length, room % 2 == 0, target, 0, room) <= room);
    }
}
