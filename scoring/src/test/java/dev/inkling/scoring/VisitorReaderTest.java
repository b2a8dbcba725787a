package dev.inkling.scoring;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The last moments as a look-up shows them. */
class VisitorReaderTest {
    @ParameterizedTest
    @ValueSource(strings = {"0000-01-01T00:00:00Z", "1969-12-31T23:59:59.999Z", "2026-01-01T00:00:00Z", "6429-10-18T00:00:00Z",
        "9999-12-31T23:59:59.999Z"})
    void shouldShowEachTypeAtEachLegalTime(final String time) {
        final Shop shop = Shop.withoutRules();
        shop.reload(Shop.catalogue("categories:\n- name: a\n  stage: decision\n  types:\n" + IntStream.range(2, Catalogue.MAX_TYPES)
            .mapToObj(i -> "  - {name: t" + i + ", weight: 0.5}\n").collect(Collectors.joining())
            + "- name: outcome\n  stage: decision\n  types:\n  - {name: purchase, weight: 0}\n"), "triggers: []");
        final long at = Instant.parse(time).toEpochMilli();
        final int last = Catalogue.MAX_TYPES - 1;
        shop.moment(at - Shop.T0, "t" + last);
        shop.moment(at - Shop.T0, "purchase");
        shop.moment(at - Shop.T0, "nobody knows this");

        final VisitorSnapshot seen = shop.seen();
        assertEquals(3, seen.momentCount);
        final int[] types = {Catalogue.OTHER, last, last - 1};
        for (int i = 0; i < types.length; i++) {
            assertEquals(at, seen.momentAt[i]);
            assertEquals(types[i], seen.momentType[i]);
        }
    }
}
