package dev.inkling.perf.reload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;

import dev.inkling.perf.Main;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A short run of the real thing. */
class ReloadCommandTest {
    @ParameterizedTest
    @ValueSource(strings = {"SHARED", "DEDICATED"})
    void shouldLoseNothingWhileConfigurationChanges(final String threads) {
        final StringWriter out = new StringWriter();
        final int code = Main.run(new String[] {"reload", "--rate", "20000", "--seconds", "1", "--reloads", "16", "--visitors", "2000",
            "--threads", threads}, new PrintWriter(out), new PrintWriter(out));
        final String text = out.toString();
        assertEquals(0, code, text);
        // 20,000 a second for a second are 312.5 batches of 64: 313 times 64.
        assertTrue(text.contains("accepted 20,032 of 20,032, refused 0"), text);
        assertTrue(text.contains("there twice 0, under another digest than was in force 0"), text);
        assertTrue(text.contains("reloads     8 in force") && text.contains("8 refused"), text);
        assertTrue(text.contains("20,032 events") && text.contains(" 0 divergences"), text);
    }
}
