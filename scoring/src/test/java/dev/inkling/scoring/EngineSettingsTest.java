package dev.inkling.scoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Settings as text. */
class EngineSettingsTest {
    @Test
    void shouldReadBackItsOwnText() throws ConfigException {
        final EngineSettings settings = new EngineSettings(
            EngineSettings.VERSION, EngineSettings.Clock.EVENT, EngineSettings.SessionMode.CLIENT, 60_000, 1_000,
            2_000, 4_096, 0.05, 90L * 86_400_000, 7_200_000, List.of("default", "o'hara: #1", "42", "ж"),
            new TriggerLimits(5, 1_000, 2_000, 77, 3));
        assertEquals(settings, EngineSettings.parse(settings.toText(), "engine.yaml"));
        assertEquals(EngineSettings.defaults(), EngineSettings.parse(EngineSettings.defaults().toText(), "engine.yaml"));
    }

    @Test
    void shouldTakeDefaultsForWhatIsNotGiven() throws ConfigException {
        assertEquals(EngineSettings.defaults().withClock(EngineSettings.Clock.EVENT), EngineSettings.parse("clock: event\n", "e"));
    }

    @Test
    void shouldSizeAllTablesFromTheVisitors() throws ConfigException {
        final EngineSettings settings = EngineSettings.parse("visitors: 1000\n", "e");
        assertEquals(2_000, settings.cadence());
        assertEquals(2_000, settings.limits().timers());
        assertEquals(2_000, EngineSettings.defaults().withVisitors(1_000).limits().timers());
        assertEquals(7, EngineSettings.parse("visitors: 1000\ncadence: 7\n", "e").cadence());
        assertEquals(9, EngineSettings.parse("visitors: 1000\ntimers: 9\n", "e").limits().timers());
    }

    @Test
    void shouldLeaveWhatIsNotGivenAsItWas() throws ConfigException {
        final EngineSettings before = EngineSettings.parse("visitors: 10\ncadence: 7\ntimers: 9\nholdout: 0.1\n", "e");
        assertEquals(before, before.with("visitors: 10\ncadence: 7\ntimers: 9\n", "e"));
        assertEquals(before.withHoldout(0.2), before.with("holdout: 0.2\n", "e"));
        // Sizes that somebody chose stay; those that follow from the visitors go on doing so, each by itself.
        assertEquals(before.withCapacities(20, 7), before.with("visitors: 20\n", "e"));
        final EngineSettings chosen = EngineSettings.parse("visitors: 10\ncadence: 7\n", "e");
        assertEquals(chosen.withVisitors(20).withCapacities(20, 7), chosen.with("visitors: 20\n", "e"));
        assertEquals(40, chosen.with("visitors: 20\n", "e").limits().timers());
        assertEquals(40, EngineSettings.parse("visitors: 10\n", "e").with("visitors: 20\n", "e").cadence());
    }

    @Test
    void shouldNameThePlaceOfAMistake() {
        refused("clock: event\nvisitor: 5\n", "e:2:1: unknown key `visitor`", "did you mean `visitors`?");
        refused("clock: sun\n", "e:1:8: `sun`; expected wall or event");
        refused("clock: wal\n", "e:1:8: ", "did you mean `wall`?");
        refused("visitors: many\n", "e:1:11: `many` is not a whole number; expected a whole number from 1 to");
        refused("visitors: 0\n", "e:1:11: 0 is out of range");
        refused("holdout: 1.5\n", "e:1:10: 1.5 is out of range; expected a number from 0.0 to 1.0");
        refused("holdout: NaN\n", "e:1:10: NaN is out of range");
        refused("dedup: 1000\n", "e:1:8: 1000 is not a power of two");
        refused("version: 2\n", "e:1:10: 2 is out of range");
        refused("storefronts: [a, a]\n", "e:1:14: expected 1 to");
        refused("clock: wall\nclock: event\n", "e:2:1: `clock` stands twice");
        refused("[1, 2]\n", "e:1:1: expected a mapping");
        refused("", "e:1:1: the file is empty");
        refused("clock: [\n", "e:2:1: ");
    }

    @Test
    void shouldFitALaptop() {
        // 262,144 x (832 + 120 + 28 + 2 x 52) + (20,774 + 39,499) x 64 + 524,288 x 16 + 524,288 x 148 + 1,048,576 x 48 = 424.3 MB
        assertEquals(424.3, Math.round(EngineSettings.defaults().memoryBytes(120) / 1e5) / 10.0);
        double sum = 0;
        for (final String line : EngineSettings.defaults().memory(120)) {
            sum += Double.parseDouble(line.replaceAll(".*= +([0-9,.]+) MB", "$1").replace(",", ""));
        }
        assertEquals(424.3, sum, 0.5, "each line is rounded");
    }

    private static void refused(final String text, final String... parts) {
        final ConfigException e = assertThrows(ConfigException.class, () -> EngineSettings.parse(text, "e"));
        for (final String part : parts) {
            assertTrue(e.getMessage().contains(part), e.getMessage());
        }
        assertEquals(1, e.getMessage().lines().count());
    }
}
