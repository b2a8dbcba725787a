package dev.inkling.perf.crash;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

/** Reading who holds a queue's write lock from the table's bytes. */
class LockHuntTest {
    @Test
    void shouldSeeWhetherTheLockIsHeld() {
        // As Chronicle writes it: the key at byte 270, so it ends at 290, a padding, the type at 295, the holder at 296.
        final ByteBuffer table = ByteBuffer.allocate(512).order(ByteOrder.LITTLE_ENDIAN);
        table.put(270, "chronicle.write.lock".getBytes(StandardCharsets.US_ASCII));
        table.putLong(296, Long.MIN_VALUE);
        assertFalse(LockHunt.isHeld(table.array()));
        table.putLong(296, 4711L << 32 | 815);
        assertTrue(LockHunt.isHeld(table.array()));
        assertFalse(LockHunt.isHeld(new byte[512]));
    }
}
