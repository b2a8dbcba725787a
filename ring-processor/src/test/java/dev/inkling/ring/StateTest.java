package dev.inkling.ring;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

import com.sun.management.ThreadMXBean;
import dev.inkling.journal.ConfigurationCollector;
import dev.inkling.journal.codec.ConfigKind;
import dev.inkling.scoring.Catalogue;
import dev.inkling.scoring.Engine;
import dev.inkling.scoring.EngineCount;
import dev.inkling.scoring.StateException;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** A processor that is saved and loaded again and again beside one that never is. */
class StateTest {
    private static final int SEEDS = 16;
    private static final int FRAMES = 2_500;
    private static final int SAVES = 25;
    private static final String RULES = "triggers: [{name: r, when: seen(\"NAME\"), action: {type: hint, id: h}}]\n";
    private static final String ALWAYS = RULES.replace("seen(", "session.moments >= 0 || seen(");

    @Test
    void shouldGoOnAsIfNeverSaved() throws StateException {
        final Map<EngineCount, Long> counted = new EnumMap<>(EngineCount.class);
        long late = 0;
        long skewed = 0;
        long unknown = 0;
        long begun = 0;
        long behind = 0;
        for (long seed = 1; seed <= SEEDS; seed++) {
            final SplittableRandom random = new SplittableRandom(seed);
            final List<byte[]> frames = new FrameScript(seed).write(FRAMES);
            final MomentProcessor never = new MomentProcessor();
            MomentProcessor saved = new MomentProcessor();
            for (int i = 0; i <= frames.size(); i++) {
                final String at = "seed " + seed + ", behind frame " + i;
                final boolean isWanted = i == 0 || i == frames.size() || isBehind(saved) || random.nextInt(frames.size()) < SAVES;
                if (isWanted && saved.canSave()) {
                    begun += collector(saved).partial() == null ? 0 : 1;
                    behind += isBehind(saved) ? 1 : 0;
                    saved = reloaded(saved, at);
                    same(never, saved, at);
                }
                if (i < frames.size()) {
                    assertArrayEquals(decisions(never, frames.get(i)), decisions(saved, frames.get(i)), at);
                    assertEquals(never.digest(), saved.digest(), at);
                }
            }
            for (final EngineCount count : EngineCount.values()) {
                counted.merge(count, never.engine().count(count), Math::max);
            }
            late += never.late();
            skewed += never.skewed();
            unknown += never.unknownStorefront();
        }
        // Nothing shows that a table is loaded which was always empty.
        counted.forEach((count, most) -> assertTrue(most > 0, "no " + count));
        assertTrue(late > 0 && skewed > 0 && unknown > 0 && begun > 0 && behind > 0,
            late + " late, " + skewed + " skewed, " + unknown + " unknown, " + begun + " begun, " + behind + " behind");
    }

    @Test
    void shouldAllocateNothingOnceLoaded() throws StateException {
        final FrameScript script = new FrameScript(1);
        final int begin = script.write(FRAMES).size();
        script.writeMoments(FRAMES);
        final List<byte[]> all = script.write(0);
        final MomentProcessor processor = new MomentProcessor();
        all.subList(0, begin).forEach(frame -> decisions(processor, frame));
        final byte[] state = SavedState.of(processor::save);
        final UnsafeBuffer[] frames = all.subList(begin, all.size()).stream().map(UnsafeBuffer::new).toArray(UnsafeBuffer[]::new);
        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        final FrameSink nowhere = (decision, offset, length) -> { };
        long least = Long.MAX_VALUE;
        // What the JVM itself allocates when code runs for the first time does not come again.
        for (int round = 0; round < 5 && least > 0; round++) {
            final MomentProcessor loaded = SavedState.load(state);
            final long before = threads.getCurrentThreadAllocatedBytes();
            for (final UnsafeBuffer frame : frames) {
                loaded.onFrame(frame, 0, frame.capacity(), nowhere);
            }
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
            assertTrue(loaded.decisions() > processor.decisions());
        }
        assertEquals(0, least);
    }

    @Test
    void shouldLeaveOutOnlyWhatIsThere() {
        final MomentProcessor processor = run(1, FRAMES);
        assertEquals(Set.of(), SameState.staleNames(processor));
    }

    /** The comparison must be able to fail. */
    @Test
    void shouldFindWhatWasForgotten() throws Exception {
        final MomentProcessor processor = run(1, FRAMES);
        final byte[] state = SavedState.of(processor::save);
        final MomentProcessor loaded = SavedState.load(state);
        final Field evicted = Engine.class.getDeclaredField("evicted");
        evicted.setAccessible(true);
        evicted.setLong(loaded.engine(), processor.engine().count(EngineCount.VISITORS_EVICTED) + 1);
        assertTrue(SameState.difference(processor, loaded).startsWith("MomentProcessor.inForce.engine.evicted: "));
        assertNotEquals(processor.stateDigest(), loaded.stateDigest());
        assertFalse(Arrays.equals(state, SavedState.of(loaded::save)));
    }

    @Test
    void shouldNotSaveBetweenACatalogueAndTheRulesThatFitIt() throws StateException {
        final FrameScript script = new FrameScript(1);
        final String named = RULES.replace("NAME", "size_guide");
        script.configure(ConfigKind.RULES, named);
        script.write(100);
        script.configure(ConfigKind.CATALOGUE, Catalogue.defaultText().replace("name: size_guide", "name: size_chart"));
        final int between = script.write(0).size();
        script.configure(ConfigKind.RULES, RULES.replace("NAME", "size_chart"));
        final List<byte[]> frames = script.write(0);
        final MomentProcessor processor = new MomentProcessor();
        frames.subList(0, between).forEach(frame -> decisions(processor, frame));
        assertFalse(processor.canSave());
        final String reason = assertThrows(IllegalStateException.class, processor::stateDigest).getMessage();
        assertTrue(reason.contains("sequence " + between) && reason.contains("size_guide"), reason);
        frames.subList(between, frames.size()).forEach(frame -> decisions(processor, frame));
        assertTrue(processor.canSave());
        same(processor, reloaded(processor, "behind the rules"), "behind the rules");
    }

    @Test
    void shouldDecideByThePairBeforeBetweenACatalogueAndTheRulesThatFitIt() {
        final FrameScript script = new FrameScript(1);
        script.configure(ConfigKind.RULES, ALWAYS.replace("NAME", "size_guide"));
        script.writeMoments(100);
        final int before = script.write(0).size();
        script.configure(ConfigKind.CATALOGUE, Catalogue.defaultText().replace("name: size_guide", "name: size_chart"));
        script.writeMoments(200);
        final int between = script.write(0).size();
        script.configure(ConfigKind.RULES, ALWAYS.replace("NAME", "size_chart"));
        script.writeMoments(100);
        final List<byte[]> frames = script.write(0);
        final MomentProcessor processor = new MomentProcessor();
        frames.subList(0, before).forEach(frame -> decisions(processor, frame));
        final long digest = processor.configDigest();
        final long decided = processor.decisions();
        frames.subList(before, between).forEach(frame -> decisions(processor, frame));
        assertEquals(digest, processor.configDigest(), "that of what is in force");
        assertTrue(processor.decisions() > decided, "some are made meanwhile");
        assertEquals("size_guide", processor.catalogue().typeName(processor.catalogue().typeOf("size_guide")));
        frames.subList(between, frames.size()).forEach(frame -> decisions(processor, frame));
        assertNotEquals(digest, processor.configDigest());
        assertEquals("size_chart", processor.catalogue().typeName(processor.catalogue().typeOf("size_chart")));
    }

    @Test
    void shouldRefuseToLoadIntoAProcessorInUse() {
        final MomentProcessor processor = run(1, 200);
        final StateReader reader = SavedState.reader(SavedState.of(processor::save));
        assertThrows(IllegalStateException.class, () -> processor.load(reader, MomentProcessor.LAYOUT_VERSION));
    }

    @Test
    void shouldRefuseALayoutOfAnotherVersion() {
        final byte[] state = SavedState.of(run(1, 200)::save);
        for (final int version : new int[] {0, MomentProcessor.LAYOUT_VERSION + 1}) {
            final MomentProcessor processor = new MomentProcessor();
            final StateException refused =
                assertThrows(StateException.class, () -> processor.load(SavedState.reader(state), version));
            assertTrue(refused.getMessage().contains("layout version " + version), refused.getMessage());
            // What could not be loaded takes no frame.
            assertThrows(ProcessorException.class, () -> decisions(processor, new FrameScript(1).write(1).get(0)));
        }
    }

    private static MomentProcessor run(final long seed, final int count) {
        final MomentProcessor processor = new MomentProcessor();
        new FrameScript(seed).write(count).subList(0, count).forEach(frame -> decisions(processor, frame));
        return processor;
    }

    private static MomentProcessor reloaded(final MomentProcessor processor, final String at) throws StateException {
        final byte[] state = SavedState.of(processor::save);
        final MomentProcessor loaded = SavedState.load(state);
        assertArrayEquals(state, SavedState.of(loaded::save), at);
        return loaded;
    }

    private static void same(final MomentProcessor never, final MomentProcessor loaded, final String at) {
        assertNull(SameState.difference(never, loaded), at);
        assertEquals(never.stateDigest(), loaded.stateDigest(), at);
        final ConfigurationCollector.Partial begun = collector(never).partial();
        final ConfigurationCollector.Partial here = collector(loaded).partial();
        assertEquals(begun == null, here == null, at);
        if (begun != null) {
            assertArrayEquals(begun.collected(), here.collected(), at);
            assertEquals(List.of(begun.kind(), begun.textBytes(), begun.digest()), List.of(here.kind(), here.textBytes(), here.digest()));
        }
    }

    private static byte[] decisions(final MomentProcessor processor, final byte[] frame) {
        final ByteArrayOutputStream decisions = new ByteArrayOutputStream();
        processor.onFrame(new UnsafeBuffer(frame), 0, frame.length, (decision, offset, length) -> {
            final byte[] bytes = new byte[length];
            decision.getBytes(offset, bytes);
            decisions.writeBytes(bytes);
        });
        return decisions.toByteArray();
    }

    private static ConfigurationCollector collector(final MomentProcessor processor) {
        return (ConfigurationCollector) field(field(processor, "inForce"), "collector");
    }

    /** Whether sessions are still to be ended that were due. */
    private static boolean isBehind(final MomentProcessor processor) {
        return processor.engine() != null && (boolean) field(field(processor.engine(), "expiry"), "isBehind");
    }

    private static Object field(final Object of, final String name) {
        try {
            final Field field = of.getClass().getDeclaredField(name);
            field.setAccessible(true);
            return field.get(of);
        } catch (final ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }
}
