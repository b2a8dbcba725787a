package dev.inkling.scoring.rules.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.inkling.scoring.rules.NumberName;
import dev.inkling.scoring.rules.TextName;

/** Operators, literals and what happens to the unknown. */
class OperatorsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '~', value = {
        "moment.depth == 3   ~ false ~ true  ~ false",
        "moment.depth != 3   ~ true  ~ false ~ true",
        "moment.depth < 3    ~ true  ~ false ~ false",
        "moment.depth <= 3   ~ true  ~ true  ~ false",
        "moment.depth > 3    ~ false ~ false ~ true",
        "moment.depth >= 3   ~ false ~ true  ~ true",
        "3 < moment.depth    ~ false ~ false ~ true",
        "moment.depth in [3] ~ false ~ true  ~ false",
    })
    void shouldCompareBelowAtAndAbove(final String when, final boolean below, final boolean at, final boolean above) {
        assertEquals(below, OneRule.when(when).with(NumberName.MOMENT_DEPTH, 2.5).matches());
        assertEquals(at, OneRule.when(when).with(NumberName.MOMENT_DEPTH, 3).matches());
        assertEquals(above, OneRule.when(when).with(NumberName.MOMENT_DEPTH, 3.5).matches());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "moment.depth == 0", "moment.depth != 0", "moment.depth < 1", "moment.depth <= 1", "moment.depth > -1", "moment.depth >= -1",
        "moment.depth in [0, 1]", "0 != moment.depth", "moment.depth + 1 != 0", "-moment.depth != 0", "moment.depth * 0 == 0",
        "moment.depth == moment.depth", "moment.depth != moment.duration", "moment.page == \"\"", "moment.page != \"x\"",
        "moment.page in [\"\", \"x\"]", "(true ? moment.depth : 1) != 5", "0.0 / 0.0 != 1", "since(\"scroll\") - since(\"scroll\") != 7",
    })
    void shouldBeFalseWheneverTheUnknownIsCompared(final String when) {
        assertFalse(OneRule.when(when).matches());
    }

    @ParameterizedTest
    @ValueSource(strings = {"!(moment.depth == 0)", "!(moment.depth != 0)", "!(moment.page == \"x\")", "!(moment.page in [\"x\"])",
        "(moment.depth < 1) == false", "(moment.depth < 1) != true", "moment.depth < 1 ? false : true"})
    void shouldNegatePlainly(final String when) {
        assertTrue(OneRule.when(when).matches());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', value = {
        "moment.depth + 2 * 3 == 10                           ~ true",
        "(moment.depth + 2) * 3 == 18                         ~ true",
        "moment.depth / 8 == 0.5                              ~ true",
        "1 / 0 > 1e308                                        ~ true",
        "moment.depth - 5 == -1                               ~ true",
        "-moment.depth == -4                                  ~ true",
        "--moment.depth == 4                                  ~ true",
        "(moment.depth > 3 ? moment.depth : 0.0) == 4         ~ true",
        "moment.depth > 3 ? moment.depth > 5 : true           ~ false",
        "true && (false || moment.depth == 4)                 ~ true",
        "moment.depth == 4 || moment.depth == 9 && false      ~ true",
        "false                                                ~ false",
        "(moment.depth == 4) == (moment.depth < 9)            ~ true",
        "0x10 == 16                                           ~ true",
    })
    void shouldCalculate(final String when, final boolean expected) {
        assertEquals(expected, OneRule.when(when).with(NumberName.MOMENT_DEPTH, 4).matches());
    }

    @Test
    void shouldCompareTexts() {
        assertTrue(OneRule.when("moment.page == \"/a\"").with(TextName.MOMENT_PAGE, "/a").matches());
        assertTrue(OneRule.when("\"/a\" == moment.page").with(TextName.MOMENT_PAGE, "/a").matches());
        assertFalse(OneRule.when("moment.page == \"/a\"").with(TextName.MOMENT_PAGE, "/b").matches());
        assertTrue(OneRule.when("moment.page != \"/a\"").with(TextName.MOMENT_PAGE, "/b").matches());
        assertFalse(OneRule.when("moment.page != \"/a\"").with(TextName.MOMENT_PAGE, "/a").matches());
        assertTrue(OneRule.when("moment.device in [\"mobile\", \"tablet\"]").with(TextName.MOMENT_DEVICE, "tablet").matches());
        assertFalse(OneRule.when("moment.device in [\"mobile\", \"tablet\"]").with(TextName.MOMENT_DEVICE, "desktop").matches());
    }

    @Test
    void shouldCompareTheCanonicalNameOfAMoment() {
        assertTrue(OneRule.when("moment.name == \"Product Added\"").with(TextName.MOMENT_NAME, "cart_add").matches());
        assertTrue(OneRule.when("moment.name in [\"scroll\", \"add_to_cart\"]").with(TextName.MOMENT_NAME, "cart_add").matches());
        assertFalse(OneRule.when("moment.name != \"add_to_cart\"").with(TextName.MOMENT_NAME, "cart_add").matches());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', value = {
        "1 + 2 < 4 && seen(\"scroll\")                            ~ scroll seen this session",
        "seen(\"scroll\") || 2 < 1                                ~ scroll seen this session",
        "seen(\"scroll\") && 2 < 1                                ~ never",
        "!(2 < 1) || seen(\"scroll\")                             ~ always",
        "seen(\"scroll\") == true                                 ~ scroll seen this session",
        "seen(\"scroll\") != true                                 ~ not (scroll seen this session)",
        "2 > 1 ? seen(\"scroll\") : first(\"scroll\")             ~ scroll seen this session",
        "moment.depth < 10 * 6                                    ~ moment.depth is under 60",
        "count(\"scroll\", duration(\"90m\")) >= 1 + 1            ~ count of scroll within 90 min is at least 2",
        "first(\"scroll\") && (page.time > 1 || moment.page == \"x\") ~ no earlier scroll and (page.time is over 1 or moment.page is x)",
    })
    void shouldWorkOutWhatIsKnownAndSayTheRestInWords(final String when, final String words) {
        assertEquals(words, OneRule.when(when).set.rule(0).inWords());
    }
}
