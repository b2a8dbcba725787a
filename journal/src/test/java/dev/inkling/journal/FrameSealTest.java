package dev.inkling.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteOrder;
import java.util.zip.CRC32C;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** What the sealer seals, the check finds sound; and what is changed afterwards, it finds. */
class FrameSealTest {
    private static final int KINDS = 9;
    private static final int EPOCH = 3;
    private static final long RECEIVED = 1_700_000_000_123L;
    private static final long SALT = 0x1122334455667788L;

    @Property(tries = 90)
    void shouldFindEveryTemplateSound(@ForAll @IntRange(max = KINDS - 1) final int kind) {
        final TestFrames.Frame frame = sealed(kind, 1);
        assertEquals(FrameVerdict.OK, new FrameCheck(frame.queue()).check(frame.buffer(), 0, frame.length()));
        assertEquals(FrameVerdict.OK, FrameStructure.check(frame.buffer(), 0, frame.length()));
        assertEquals(EPOCH, Frames.epoch(frame.buffer(), 0));
        assertEquals(1L, Frames.sequence(frame.buffer(), 0));
        assertEquals(RECEIVED, Frames.received(frame.buffer(), 0));
    }

    @Property(tries = 9)
    void shouldFindEveryFlippedBit(@ForAll @IntRange(max = KINDS - 1) final int kind) {
        final TestFrames.Frame frame = sealed(kind, 1);
        final FrameCheck check = new FrameCheck(frame.queue());
        for (int bit = 0; bit < frame.length() * 8; bit++) {
            flip(frame.buffer(), bit);
            assertNotEquals(FrameVerdict.OK, check.check(frame.buffer(), 0, frame.length()), "bit " + bit);
            flip(frame.buffer(), bit);
        }
        assertEquals(FrameVerdict.OK, check.check(frame.buffer(), 0, frame.length()));
    }

    @Property(tries = 200)
    void shouldFindAChangeUnderARenewedCrc(@ForAll @IntRange(max = KINDS - 1) final int kind,
                                           @ForAll @IntRange(min = 12, max = 1023) final int place) {
        final TestFrames.Frame frame = sealed(kind, 1);
        final int at = 12 + (place - 12) % (frame.length() - 12);
        frame.buffer().putByte(at, (byte) (frame.buffer().getByte(at) ^ 0x10));
        renewCrc(frame);
        final FrameVerdict found = new FrameCheck(frame.queue()).check(frame.buffer(), 0, frame.length());
        assertNotEquals(FrameVerdict.OK, found);
        assertNotEquals(FrameVerdict.BAD_CRC, found);
    }

    @Property(tries = 90)
    void shouldSealInTwoStepsAsInOne(@ForAll @IntRange(max = KINDS - 1) final int kind) {
        final TestFrames.Frame one = sealed(kind, 1);
        final TestFrames.Frame two = TestFrames.of(kind, 1);
        final int personal = new PersonalSealer(() -> SALT).seal(two.buffer(), 0, two.length());
        final FrameSealer sealer = new FrameSealer(two.queue(), EPOCH, () -> {
            throw new AssertionError("the personal part is sealed already");
        });
        sealer.seal(two.buffer(), 0, two.length(), personal, 1, RECEIVED);
        sealer.commit(two.buffer(), 0);
        for (int i = 0; i < one.length(); i++) {
            assertEquals(one.buffer().getByte(i), two.buffer().getByte(i), "byte " + i);
        }
    }

    @Test
    void shouldNotSealThePersonalPartOfWhatIsNoFrame() {
        final TestFrames.Frame frame = TestFrames.of(0, 1);
        assertEquals(PersonalSealer.NOT_SEALED, new PersonalSealer(() -> SALT).seal(frame.buffer(), 0, Frames.PREFIX_BYTES - 1));
        frame.buffer().putShort(2, (short) 99, ByteOrder.LITTLE_ENDIAN);
        assertEquals(PersonalSealer.NOT_SEALED, new PersonalSealer(() -> SALT).seal(frame.buffer(), 0, frame.length()));
    }

    @Test
    void shouldFindFramesThatChangedPlaces() {
        final FrameSealer sealer = new FrameSealer(QueueName.EVENTS, EPOCH, () -> SALT);
        final TestFrames.Frame[] frames = new TestFrames.Frame[4];
        for (int n = 1; n <= 3; n++) {
            frames[n] = seal(sealer, TestFrames.of(0, n), n);
        }
        final FrameCheck check = new FrameCheck(QueueName.EVENTS);
        assertEquals(FrameVerdict.OK, check(check, frames[1]));
        assertEquals(FrameVerdict.BAD_CHAIN, check(check, frames[3]));
        assertEquals(FrameVerdict.BAD_CHAIN, check(check, frames[1]));
        assertEquals(FrameVerdict.OK, check(check, frames[2]));
        assertEquals(FrameVerdict.OK, check(check, frames[3]));
        assertEquals(3L, check.lastSequence());
    }

    @Test
    void shouldNameEachBreakOfOrder() {
        final TestFrames.Frame tick = sealed(2, 1);
        rechain(tick, 2L, RECEIVED, EPOCH);
        assertEquals(FrameVerdict.BAD_SEQUENCE, check(new FrameCheck(QueueName.EVENTS), tick));
        rechain(tick, 1L, RECEIVED, 0);
        assertEquals(FrameVerdict.BAD_EPOCH, check(new FrameCheck(QueueName.EVENTS), tick));

        final FrameCheck later = new FrameCheck(QueueName.EVENTS);
        later.resume(7L, RECEIVED, EPOCH, 0L);
        rechain(tick, 8L, RECEIVED - 1, EPOCH);
        assertEquals(FrameVerdict.BAD_RECEIVED, check(later, tick));
        rechain(tick, 8L, RECEIVED, EPOCH - 1);
        assertEquals(FrameVerdict.BAD_EPOCH, check(later, tick));
        rechain(tick, 8L, RECEIVED, EPOCH);
        assertEquals(FrameVerdict.OK, check(later, tick));
    }

    @Test
    void shouldFindAFrameOfAnotherQueue() {
        final TestFrames.Frame decision = sealed(6, 1);
        assertEquals(FrameVerdict.BAD_HEADER, check(new FrameCheck(QueueName.EVENTS), decision));
    }

    @Test
    void shouldFindAnErasedPersonSound() {
        for (final int kind : new int[] {0, 6, 8}) {
            final TestFrames.Frame frame = sealed(kind, 1);
            final long chain = Frames.chain(frame.buffer(), 0);
            erase(frame);
            assertEquals(FrameVerdict.OK, check(new FrameCheck(frame.queue()), frame));
            assertEquals(chain, Frames.chain(frame.buffer(), 0));

            // Half erased is not erased: the texts are gone but for one byte.
            frame.buffer().putByte(frame.length() - 1, (byte) 'x');
            renewCrc(frame);
            assertEquals(FrameVerdict.BAD_STRUCTURE, check(new FrameCheck(frame.queue()), frame));
        }
    }

    @Test
    void shouldFindTextsThatNoDigestCovers() {
        final TestFrames.Frame frame = sealed(0, 1);
        frame.buffer().putLong(Frames.SALT_OFFSET, 0L);
        frame.buffer().putLong(Frames.PERSONAL_DIGEST_OFFSET, 0L);
        renewCrc(frame);
        assertEquals(FrameVerdict.BAD_PERSONAL, check(new FrameCheck(QueueName.EVENTS), frame));
    }

    @Test
    void shouldSaltOnlyWhatIsPersonal() {
        assertEquals(SALT, salt(sealed(0, 1)));
        assertEquals(0L, salt(sealed(1, 1)));
        assertEquals(0L, salt(sealed(2, 1)));
    }

    @Test
    void shouldNotMoveTheChainBeforeCommit() {
        final FrameSealer sealer = new FrameSealer(QueueName.EVENTS, EPOCH, () -> SALT);
        final TestFrames.Frame frame = TestFrames.of(0, 1);
        sealer.seal(frame.buffer(), 0, frame.length(), 1L, RECEIVED);
        assertEquals(0L, sealer.lastSequence());
        assertEquals(0L, sealer.lastChain());
        assertEquals(0L, Frames.sequence(frame.buffer(), 0));
        // The same frame again, as after a failed append, gets the same seal.
        seal(sealer, frame, 1L);
        assertEquals(FrameVerdict.OK, check(new FrameCheck(QueueName.EVENTS), frame));
    }

    @Property(tries = 50)
    void shouldRefuseWhatMayNotComeNext(@ForAll @LongRange(min = -3, max = 9) final long sequence) {
        final FrameSealer sealer = new FrameSealer(QueueName.EVENTS, EPOCH, () -> SALT);
        sealer.resume(4L, RECEIVED, 99L);
        final TestFrames.Frame tick = TestFrames.of(2, 1);
        if (sequence == 5L) {
            sealer.seal(tick.buffer(), 0, tick.length(), sequence, RECEIVED);
        } else {
            assertThrows(IllegalArgumentException.class, () -> sealer.seal(tick.buffer(), 0, tick.length(), sequence, RECEIVED));
        }
        assertThrows(IllegalArgumentException.class, () -> sealer.seal(tick.buffer(), 0, tick.length(), 5L, RECEIVED - 1));
    }

    @Test
    void shouldLetAVoidTakeDecisionsBack() {
        final FrameCheck check = new FrameCheck(QueueName.DECISIONS);
        final FrameSealer sealer = new FrameSealer(QueueName.DECISIONS, EPOCH, () -> SALT);
        assertEquals(FrameVerdict.OK, check(check, seal(sealer, TestFrames.of(6, 0), 5L)));
        assertEquals(FrameVerdict.OK, check(check, seal(sealer, TestFrames.of(6, 1), 5L)));
        assertEquals(FrameVerdict.OK, check(check, seal(sealer, TestFrames.of(6, 0), 9L)));
        final UnsafeBuffer taken = new UnsafeBuffer(new byte[VoidFrame.LENGTH]);
        VoidFrame.write(taken, 0, 5L);
        final TestFrames.Frame back = new TestFrames.Frame(QueueName.DECISIONS, taken, VoidFrame.LENGTH);
        assertEquals(FrameVerdict.OK, check(check, seal(sealer, back, 5L)));
        assertEquals(FrameVerdict.OK, check(check, seal(sealer, TestFrames.of(6, 0), 6L)));
    }

    private static TestFrames.Frame sealed(final int kind, final long sequence) {
        final TestFrames.Frame frame = TestFrames.of(kind, sequence);
        return seal(new FrameSealer(frame.queue(), EPOCH, () -> SALT), frame, sequenceFor(kind, sequence));
    }

    private static long sequenceFor(final int kind, final long sequence) {
        return kind < 6 || kind == 8 ? 1L : sequence;
    }

    private static TestFrames.Frame seal(final FrameSealer sealer, final TestFrames.Frame frame, final long sequence) {
        sealer.seal(frame.buffer(), 0, frame.length(), sequence, RECEIVED);
        sealer.commit(frame.buffer(), 0);
        return frame;
    }

    private static FrameVerdict check(final FrameCheck check, final TestFrames.Frame frame) {
        return check.check(frame.buffer(), 0, frame.length());
    }

    private static void erase(final TestFrames.Frame frame) {
        final int personal = FrameStructure.personalOffset(frame.buffer(), 0, frame.length(), false);
        frame.buffer().setMemory(personal, frame.length() - personal, (byte) 0);
        frame.buffer().putLong(Frames.SALT_OFFSET, 0L);
        renewCrc(frame);
    }

    private static void rechain(final TestFrames.Frame frame, final long sequence, final long received, final int epoch) {
        frame.buffer().putLong(Frames.SEQUENCE_OFFSET, sequence, ByteOrder.LITTLE_ENDIAN);
        frame.buffer().putLong(Frames.RECEIVED_OFFSET, received, ByteOrder.LITTLE_ENDIAN);
        frame.buffer().putInt(Frames.EPOCH_OFFSET, epoch, ByteOrder.LITTLE_ENDIAN);
        frame.buffer().putLong(Frames.CHAIN_OFFSET, FrameChain.next(frame.buffer(), frame.length(), 0L), ByteOrder.LITTLE_ENDIAN);
        renewCrc(frame);
    }

    private static void renewCrc(final TestFrames.Frame frame) {
        final CRC32C crc = new CRC32C();
        crc.update(frame.buffer().byteArray(), 0, Frames.CRC_OFFSET);
        crc.update(frame.buffer().byteArray(), Frames.EPOCH_OFFSET, frame.length() - Frames.EPOCH_OFFSET);
        frame.buffer().putInt(Frames.CRC_OFFSET, (int) crc.getValue(), ByteOrder.LITTLE_ENDIAN);
    }

    private static void flip(final UnsafeBuffer buffer, final int bit) {
        buffer.putByte(bit >> 3, (byte) (buffer.getByte(bit >> 3) ^ (1 << (bit & 7))));
    }

    private static long salt(final TestFrames.Frame frame) {
        return frame.buffer().getLong(Frames.SALT_OFFSET, ByteOrder.LITTLE_ENDIAN);
    }
}
