package dev.inkling.journal.chronicle;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicLong;

import dev.inkling.journal.DiskLowException;
import org.junit.jupiter.api.Test;

/** Room is kept back before a disk is full, and given free again. */
class DiskGuardTest {
    @Test
    void shouldRefuseBelowTheReserveAndTakeAgainAtIt() {
        final AtomicLong usable = new AtomicLong(1_000);
        try (DiskGuard guard = new DiskGuard("here", usable::get, 1_000)) {
            assertDoesNotThrow(guard::check);
            usable.set(999);
            guard.look();
            assertTrue(guard.isLow());
            final DiskLowException refused = assertThrows(DiskLowException.class, guard::check);
            assertTrue(refused.getMessage().contains("here"), refused.getMessage());
            usable.set(1_000);
            guard.look();
            assertFalse(guard.isLow());
            assertDoesNotThrow(guard::check);
        }
    }

    @Test
    void shouldSayWhatCanBeTakenAndRefuseWhileAQueueFindsNoRoom() {
        try (DiskGuard guard = new DiskGuard("here", () -> 1_500L, 1_000)) {
            // 1,500 - 500 = 1,000 are kept back
            assertTrue(guard.hasRoomFor(500));
            assertFalse(guard.hasRoomFor(501));
            guard.onRoom(false);
            guard.onRoom(false);
            guard.onRoom(true);
            assertTrue(guard.isLow());
            assertThrows(DiskLowException.class, guard::check);
            guard.onRoom(true);
            assertFalse(guard.isLow());
            assertDoesNotThrow(guard::check);
        }
    }

    @Test
    void shouldKeepBackAQuarterOfASmallMediumAndNoMoreThan64MiB() {
        // 64 MiB / 4 = 16 MiB; from 4 x 64 = 256 MiB on it is 64 MiB.
        assertEquals(16L << 20, DiskGuard.reserve(64L << 20));
        assertEquals(64L << 20, DiskGuard.reserve(256L << 20));
        assertEquals(64L << 20, DiskGuard.reserve(1L << 40));
    }
}
