package dev.inkling.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import dev.inkling.journal.Frames;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A journal of which bytes were changed behind its back must not verify. */
class DamageTest {
    private static final int SHOPPERS = 6;

    @TempDir
    private Path folder;
    private Path data;

    @BeforeEach
    void importResearch() {
        data = folder.resolve("data");
        assertEquals(0, Moments.importLines(data, Moments.research(SHOPPERS)).code());
        assertEquals(0, verify().code());
    }

    @Test
    void shouldNameAnEventOfWhichATextWasChanged() throws Exception {
        final byte[] file = Files.readAllBytes(queueFile("events"));
        final int at = find(file, "shopper-3", 0);
        final long sequence = sequence(file, frameOf(file, at));
        flip("events", at);
        assertDiverged(sequence);
    }

    @Test
    void shouldNameAnEventOfWhichAKeyWasChanged() throws Exception {
        final byte[] file = Files.readAllBytes(queueFile("events"));
        final int frame = frameOf(file, find(file, "shopper-2", 0));
        // The visitor's key stands behind prefix and timestamp.
        flip("events", frame + Frames.PREFIX_BYTES + Long.BYTES);
        assertDiverged(sequence(file, frame));
    }

    @Test
    void shouldNameADecisionOfWhichAByteWasChanged() throws Exception {
        final byte[] file = Files.readAllBytes(queueFile("decisions"));
        int at = 0;
        for (int i = 0; i <= 4; i++) {
            at = find(file, "research_discount", at + 1);
        }
        final long sequence = sequence(file, frameOf(file, at));
        flip("decisions", at);
        assertDiverged(sequence);
    }

    @Test
    void shouldNotExportWhatIsDamaged() throws Exception {
        flip("events", find(Files.readAllBytes(queueFile("events")), "shopper-3", 0));
        final Path out = folder.resolve("out.jsonl");
        final Run run = Run.of("export", "--data", data.toString(), "--what", "events", "--out", out.toString());
        assertEquals(1, run.code());
        assertTrue(run.err().contains("damaged behind sequence"), run.err());
        assertFalse(Files.exists(out));
    }

    @Test
    void shouldFindADamagedDeadLetter() throws Exception {
        assertEquals(0, Moments.importLines(data, List.of("this is a refused line")).code());
        assertEquals(0, verify().code());
        flip("dead-letters", find(Files.readAllBytes(queueFile("dead-letters")), "a refused line", 0));
        final Run run = verify();
        assertEquals(1, run.code());
        assertTrue(run.lastOutLine().startsWith("diverged sequence=1 queue=dead-letters "), run.out());
    }

    @Test
    @Tag("long")
    void shouldFindAFlippedBitOfAnyByteOfAFrame() throws Exception {
        for (final String queue : List.of("events", "decisions")) {
            final byte[] file = Files.readAllBytes(queueFile(queue));
            final String text = queue.equals("events") ? "shopper-4" : "research_discount";
            final int frame = frameOf(file, find(file, text, 0));
            final int length = new UnsafeBuffer(file).getInt(frame - Integer.BYTES);
            for (int at = frame - Integer.BYTES; at < frame + length; at++) {
                // Chronicle keeps flags in the length before the frame, so there each bit counts.
                for (int bit = at < frame ? 0x01 : 0x10; bit <= (at < frame ? 0x80 : 0x10); bit <<= 1) {
                    flip(queue, at, bit);
                    final Run run = verify();
                    final String place = queue + " byte " + (at - frame) + " bit " + bit;
                    assertTrue(run.code() != 0, place + ": " + run.out());
                    assertFalse(run.err().contains("should not happen"), place + ": " + run.err());
                    flip(queue, at, bit);
                }
            }
        }
        assertEquals(0, verify().code());
    }

    private void assertDiverged(final long sequence) {
        final Run run = verify();
        assertEquals(1, run.code(), run.out());
        assertTrue(run.lastOutLine().startsWith("diverged sequence=" + sequence + " "), run.out());
    }

    private Run verify() {
        return Run.of("verify", "--data", data.toString());
    }

    private Path queueFile(final String queue) throws IOException {
        try (var files = Files.list(data.resolve(queue))) {
            return files.filter(file -> file.toString().endsWith(".cq4")).findFirst().orElseThrow();
        }
    }

    private void flip(final String queue, final int at) throws IOException {
        flip(queue, at, 0x10);
    }

    private void flip(final String queue, final int at, final int bits) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(queueFile(queue).toFile(), "rw")) {
            file.seek(at);
            final int was = file.read();
            file.seek(at);
            file.write(was ^ bits);
        }
    }

    private static int find(final byte[] file, final String text, final int from) {
        final int at = new String(file, StandardCharsets.ISO_8859_1).indexOf(text, from);
        assertTrue(at >= 0, text);
        return at;
    }

    /** Walks back to the message header: version 1, schema 4919, and Chronicle's own length of the record before it. */
    private static int frameOf(final byte[] file, final int within) {
        final UnsafeBuffer buffer = new UnsafeBuffer(file);
        for (int at = within; at > within - Frames.MAX_FRAME_BYTES; at--) {
            final int length = buffer.getInt(at - Integer.BYTES);
            if (buffer.getShort(at + 4) == 4919 && buffer.getShort(at + 6) == 1 && length > 0 && length <= Frames.MAX_FRAME_BYTES) {
                return at;
            }
        }
        throw new AssertionError("no frame around byte " + within);
    }

    private static long sequence(final byte[] file, final int frame) {
        return Frames.sequence(new UnsafeBuffer(file), frame);
    }
}
