package dev.inkling.ring;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;

import dev.inkling.journal.codec.ConfigKind;
import dev.inkling.scoring.Catalogue;
import dev.inkling.scoring.ConfigException;
import dev.inkling.scoring.rules.RuleException;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** What was compiled ahead is taken, and makes no difference. */
class PreparedConfigurationTest {
    private static final String RENAMED = Catalogue.defaultText().replace("name: size_guide", "name: size_chart");
    private static final String GUIDE = Setups.ALWAYS_RULES.replace("session.moments >= 0", "moment.name == \"size_guide\"");
    private static final String CHART = Setups.ALWAYS_RULES.replace("session.moments >= 0", "moment.name == \"size_chart\"");

    private static byte[] run(final List<byte[]> frames, final ConfigurationCompiler compiler) {
        final MomentProcessor processor = new MomentProcessor();
        processor.inForce().configuration().compileWith(compiler);
        frames.forEach(frame -> processor.onFrame(new UnsafeBuffer(frame), 0, frame.length, (decision, offset, length) -> { }));
        return SavedState.of(processor::save);
    }

    private static List<byte[]> frames() {
        final FrameScript script = new FrameScript(5);
        script.configure(ConfigKind.RULES, GUIDE);
        script.writeMoments(300);
        script.configure(ConfigKind.CATALOGUE, RENAMED);
        script.writeMoments(50);
        script.configure(ConfigKind.RULES, CHART);
        script.writeMoments(300);
        return script.write(0);
    }

    @Test
    void shouldComeToTheSameStateWithWhatWasCompiledAhead() {
        final List<byte[]> frames = frames();
        final byte[] plain = run(frames, ConfigurationCompiler.PLAIN);
        final PreparedConfiguration prepared = new PreparedConfiguration();
        assertArrayEquals(plain, run(frames, prepared));
        final long made = prepared.misses();
        assertArrayEquals(plain, run(frames, prepared));
        assertEquals(made, prepared.misses(), "all of it was at hand, the pair that does not fit as well");
    }

    @Test
    void shouldTellAFailureUnderTheNameOfTheFile() throws ConfigException, RuleException {
        final PreparedConfiguration prepared = new PreparedConfiguration();
        final Catalogue catalogue = prepared.catalogue("c", RENAMED);
        assertSame(catalogue, prepared.catalogue("other name", RENAMED));
        final RuleException a = assertThrows(RuleException.class, () -> prepared.rules("a.yaml", GUIDE, catalogue));
        final RuleException b = assertThrows(RuleException.class, () -> prepared.rules("b.yaml", GUIDE, catalogue));
        assertEquals(a.getMessage().replace("a.yaml", "b.yaml"), b.getMessage());
        assertSame(b, assertThrows(RuleException.class, () -> prepared.rules("b.yaml", GUIDE, catalogue)));
        assertSame(prepared.rules("r", CHART, catalogue), prepared.rules("s", CHART, catalogue));
    }
}
