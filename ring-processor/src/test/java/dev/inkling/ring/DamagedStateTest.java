package dev.inkling.ring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

import dev.inkling.journal.Frames;
import dev.inkling.journal.codec.ConfigKind;
import dev.inkling.journal.codec.MomentEventDecoder;
import dev.inkling.scoring.Catalogue;
import dev.inkling.scoring.ConfigException;
import dev.inkling.scoring.Engine;
import dev.inkling.scoring.Moment;
import dev.inkling.scoring.StateException;
import dev.inkling.scoring.rules.RuleException;
import dev.inkling.scoring.rules.RuleSet;
import dev.inkling.scoring.rules.load.RuleCompiler;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** States that a disk, or somebody, has changed. A snapshot has a checksum above this; what gets past it must still do no harm. */
class DamagedStateTest {
    private static final int SEEDS = 6;
    private static final int FLIPS = 3_000;
    private static final int WHOLE_FLIPS = 150;
    private static final int FRAMES = 1_500;

    private final Moment moment = new Moment();
    private final MomentReader reader = new MomentReader();

    /** Whatever is damaged in an engine's state is refused, or is a plain number, and then the engine can go on. */
    @Test
    void shouldRefuseADamagedEngineOrGoOn() throws ConfigException, RuleException {
        int refused = 0;
        int loaded = 0;
        for (long seed = 1; seed <= SEEDS; seed++) {
            final SplittableRandom random = new SplittableRandom(seed);
            final FrameScript script = new FrameScript(seed);
            final List<byte[]> before = List.copyOf(script.write(FRAMES));
            final List<byte[]> frames = script.write(300);
            final MomentProcessor processor = new MomentProcessor();
            before.forEach(frame -> processor.onFrame(new UnsafeBuffer(frame), 0, frame.length, (decision, offset, length) -> { }));
            final byte[] state = SavedState.of(processor.engine()::save);
            final Catalogue catalogue = processor.catalogue();
            final RuleSet rules = RuleCompiler.compile(processor.configuration(ConfigKind.RULES), "rules",
                catalogue);
            for (int i = 0; i < FLIPS / (1 + script.visitors() / 100); i++) {
                final byte[] damaged = damage(state, random);
                final Engine engine = new Engine(processor.settings());
                engine.configure(catalogue, rules);
                try {
                    engine.load(SavedState.reader(damaged), MomentProcessor.LAYOUT_VERSION);
                } catch (final StateException expected) {
                    assertTrue(expected.getMessage().startsWith("state, part `"), expected.getMessage());
                    refused++;
                    continue;
                }
                loaded++;
                final List<byte[]> next = frames.subList(before.size(), before.size() + (i % 10 == 0 ? frames.size() - before.size() : 20));
                next.forEach(frame -> give(engine, frame));
            }
        }
        assertTrue(refused > SEEDS && loaded > SEEDS, refused + " refused, " + loaded + " loaded");
    }

    /** Behind at least so many frames of a script, where it can be saved. */
    private static MomentProcessor processor(final int frames) {
        final FrameScript script = new FrameScript(2);
        final MomentProcessor processor = new MomentProcessor();
        int given = 0;
        while (given < frames || !processor.canSave()) {
            final byte[] frame = script.write(Math.max(0, given + 1 - script.write(0).size())).get(given++);
            processor.onFrame(new UnsafeBuffer(frame), 0, frame.length, (decision, offset, length) -> { });
        }
        return processor;
    }

    @Test
    void shouldRefuseADamagedProcessorOrGoOn() {
        final SplittableRandom random = new SplittableRandom(1);
        final byte[] state = SavedState.of(processor(FRAMES)::save);
        for (int i = 0; i < WHOLE_FLIPS; i++) {
            final byte[] damaged = damage(state, random);
            try {
                assertTrue(SavedState.load(damaged).lastSequence() >= 0);
            } catch (final StateException expected) {
                assertTrue(expected.getMessage().startsWith("state, part `"), expected.getMessage());
            }
        }
    }

    /** Settings with a digit more would take ten times the memory. */
    @Test
    void shouldRefuseADamagedText() {
        final byte[] state = SavedState.of(processor(100)::save);
        final int at = new String(state, StandardCharsets.ISO_8859_1).indexOf("dedup: ");
        state[at + 7] = '8';
        final String message = assertThrows(StateException.class, () -> SavedState.load(state)).getMessage();
        assertTrue(message.startsWith("state, part `configuration`, before byte ") && message.endsWith("the hash of saved engine differs"),
            message);
    }

    @Test
    void shouldRefuseAStateCutShortAnywhere() {
        final byte[] state = SavedState.of(processor(FRAMES)::save);
        final SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < WHOLE_FLIPS; i++) {
            final byte[] cut = Arrays.copyOf(state, i < 20 ? i : random.nextInt(state.length));
            final String message = assertThrows(StateException.class, () -> SavedState.load(cut)).getMessage();
            assertTrue(message.endsWith("it ends too early"), message);
        }
        final byte[] longer = Arrays.copyOf(state, state.length + 1);
        final String message = assertThrows(StateException.class, () -> SavedState.load(longer)).getMessage();
        assertTrue(message.endsWith("more follows than was expected"), message);
    }

    @Test
    void shouldRefuseTheStateOfSomethingElse() {
        final byte[] other = SavedState.of(new DedupTable(4)::save);
        final String message = assertThrows(StateException.class, () -> SavedState.load(other)).getMessage();
        assertEquals("state, part `start`, before byte 13: another part than `processor` follows", message);
    }

    /** A bit, a byte or a word somewhere; words as damage that somebody would choose. */
    private static byte[] damage(final byte[] state, final SplittableRandom random) {
        final byte[] damaged = state.clone();
        final int at = random.nextInt(state.length - Integer.BYTES);
        switch (random.nextInt(3)) {
            case 0 -> damaged[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> damaged[at] = (byte) random.nextInt();
            default -> {
                final int[] words = {-1, 0, 1, Integer.MAX_VALUE, Integer.MIN_VALUE, random.nextInt(1_000), random.nextInt()};
                new UnsafeBuffer(damaged).putInt(at & -Integer.BYTES, words[random.nextInt(words.length)]);
            }
        }
        return damaged;
    }

    private void give(final Engine engine, final byte[] bytes) {
        final UnsafeBuffer frame = new UnsafeBuffer(bytes);
        moment.received = Frames.received(frame, 0);
        engine.onTime(moment.received);
        if (Frames.templateId(frame, 0) == MomentEventDecoder.TEMPLATE_ID) {
            reader.read(frame, 0, moment);
            moment.received = Frames.received(frame, 0);
            moment.occurred = moment.received;
            if (moment.storefront < engine.settings().storefronts().size()) {
                engine.onMoment(moment, decision -> { });
            }
        }
    }
}
