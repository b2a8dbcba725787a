package dev.inkling.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings come from a file, the environment and flags, and say what is wrong with them. */
class SettingsTest {
    @TempDir
    private Path folder;

    private Path file(final String text) throws IOException {
        return Files.writeString(folder.resolve("inkling.yaml"), text);
    }

    private static String message(final org.junit.jupiter.api.function.Executable action) {
        return assertThrows(StartException.class, action).getMessage();
    }

    @Test
    void shouldTakeAFlagBeforeTheEnvironmentBeforeTheFileBeforeTheDefault() throws IOException {
        final Path file = file("visitors: 100\nring-slots: 128\nclock: event\n");
        final Settings settings = new SettingsLoader().file(file)
            .environment(Map.of("INKLING_VISITORS", "200", "INKLING_RING_SLOTS", "256", "PATH", "x"))
            .flags(Map.of(Setting.VISITORS, "300")).load();
        assertEquals(300, settings.number(Setting.VISITORS, 1, 1000));
        assertEquals(256, settings.number(Setting.RING_SLOTS, 1, 1000));
        assertEquals("event", settings.choice(Setting.CLOCK));
        assertEquals("journaled", settings.choice(Setting.DURABILITY));
        assertTrue(settings.name(Setting.VISITORS).contains("--visitors"));
        assertTrue(settings.name(Setting.RING_SLOTS).contains("INKLING_RING_SLOTS"));
    }

    @Test
    void shouldNameTheNearestOfAnUnknownKey() throws IOException {
        final Path file = file("clock: wall\nvisitor: 3\n");
        assertEquals(file + ":2:1: unknown setting 'visitor'; did you mean 'visitors'?", message(() -> new SettingsLoader().file(file)));
        assertEquals("environment: INKLING_VISITOR is no setting; did you mean INKLING_VISITORS?",
            message(() -> new SettingsLoader().environment(Map.of("INKLING_VISITOR", "3"))));
    }

    @Test
    void shouldSayWhatIsWrongWithAFile() throws IOException {
        assertTrue(message(() -> new SettingsLoader().file(folder.resolve("none.yaml"))).endsWith("none.yaml: no such file"));
        final Path broken = file("clock: [wall\n");
        assertTrue(message(() -> new SettingsLoader().file(broken)).startsWith(broken + ":2:1: "));
        final Path list = file("- clock\n");
        assertTrue(message(() -> new SettingsLoader().file(list)).contains("expected settings as `name: value`"));
        final Path twice = file("clock: wall\nclock: event\n");
        assertTrue(message(() -> new SettingsLoader().file(twice)).contains("stands twice"));
        final Path nested = file("clock: {a: b}\n");
        assertTrue(message(() -> new SettingsLoader().file(nested)).contains("expected one value for 'clock'"));
        assertEquals("wall", new SettingsLoader().file(file("# nothing\n")).load().choice(Setting.CLOCK));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        HTTP       | 0.0.0.0:80        | reachable from outside
        HTTP       | 127.0.0.1         | not HOST:PORT
        UDP        | 127.0.0.1:65536   | not HOST:PORT
        UDP        | :1                | not HOST:PORT
        VISITORS   | many              | not a whole number from
        RING_SLOTS | 100               | not a power of 2
        CLOCK      | sun               | none of wall, event
        PROFILE    | fast              | none of default, low-latency
        SECRET     | abc               | expected 32 hex digits
        MODEL      | /no/such/file     | no such file
        RULES      | /no/such/file     | no such file
        CATALOGUE  | /no/such/file     | no such file
        ROLL_CYCLE | yearly            | take one of minutely, five-minutely
        RETAIN_DAYS | -1               | not a whole number from 0 to 36500
        RETAIN_BYTES | all             | not a whole number from 0
        """)
    void shouldRefuseAValueThatCannotBeUsed(final Setting setting, final String value, final String expected) {
        final Settings settings = new SettingsLoader().flags(Map.of(setting, value)).load();
        final String message = message(() -> ServerContext.conclude(settings));
        assertTrue(message.contains(expected), message);
        assertEquals(1, message.lines().count());
    }

    @Test
    void shouldMaskSecretsWhenPrinted() {
        final String secret = "000102030405060708090a0b0c0d0e0f";
        final Settings settings = new SettingsLoader().flags(Map.of(Setting.SECRET, secret)).load();
        final String printed = ServerContext.conclude(settings).toString();
        assertFalse(printed.contains(secret), printed);
        assertTrue(printed.contains("********"), printed);
        assertEquals(Setting.values().length, printed.lines().count());
    }
}
