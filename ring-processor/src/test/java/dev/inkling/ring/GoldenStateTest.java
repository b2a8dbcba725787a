package dev.inkling.ring;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;
import java.util.zip.GZIPInputStream;

import dev.inkling.scoring.StateException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * States that each layout version that can be read has saved. When this fails under the same {@link MomentProcessor#LAYOUT_VERSION},
 * snapshots of users cannot be read either. A new {@code EngineSettings.VERSION} refuses all states before it: then they are made anew.
 */
class GoldenStateTest {
    @ParameterizedTest
    @ValueSource(ints = 3)
    void shouldLoadWhatThisVersionSaved(final int version) throws IOException, StateException {
        final StateReader reader = SavedState.reader(golden(version));
        final MomentProcessor processor = new MomentProcessor();
        processor.load(reader, version);
        reader.end();
        assertEquals(GoldenStateMaker.FRAMES, processor.lastSequence());
        assertEquals(25, processor.engine().visitors());
    }

    @Test
    void shouldSaveTheSameBytesAsWhenTheVersionWasBorn() throws IOException, StateException {
        final byte[] golden = golden(MomentProcessor.LAYOUT_VERSION);
        assertArrayEquals(golden, SavedState.of(SavedState.load(golden)::save));
    }

    private static byte[] golden(final int version) throws IOException {
        final InputStream text = GoldenStateTest.class.getResourceAsStream("/golden/state/v" + version + ".gz.base64");
        try (InputStream in = new GZIPInputStream(Base64.getMimeDecoder().wrap(text))) {
            return in.readAllBytes();
        }
    }
}
