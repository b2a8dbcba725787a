package dev.inkling.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

/** Keys of ids, against SipHash of the bytes that the specification names. */
class KeyMakerTest {
    /** Bytes 00 01 .. 0f: the key of the official SipHash vectors. */
    private static final String SECRET = "000102030405060708090a0b0c0d0e0f";
    private static final long K0 = 0x0706050403020100L;
    private static final long K1 = 0x0F0E0D0C0B0A0908L;

    private final KeyMaker keys = new KeyMaker(SECRET);

    private static long sip(final String input) {
        final byte[] bytes = input.getBytes(StandardCharsets.UTF_8);
        return SipHash.hash(K0, K1, bytes, 0, bytes.length);
    }

    @Test
    void shouldHashStorefrontSeparatorAndId() {
        assertEquals(sip("default\u001Fv-1"), keys.key(Storefront.DEFAULT, "v-1"));
        assertEquals(sip("shop é\u001Fü"), keys.key(new Storefront(3, "shop é"), "ü"));
    }

    @Test
    void shouldMakeTheSameKeyOfBytesAndOfAString() {
        final byte[] id = "..v-1..".getBytes(StandardCharsets.UTF_8);
        assertEquals(keys.key(Storefront.DEFAULT, "v-1"), keys.key(Storefront.DEFAULT, id, 2, 3));
    }

    @Test
    void shouldKeepKindsOfIdsApart() {
        final byte[] id = {'x'};
        assertEquals(sip("default\u001Fevent\u001Fx"), keys.eventKey(Storefront.DEFAULT, id, 0, 1));
        assertEquals(sip("default\u001Femail\u001Fx"), keys.emailKey(Storefront.DEFAULT, id, 0, 1));
        assertEquals(sip("default\u001Fphone\u001Fx"), keys.phoneKey(Storefront.DEFAULT, id, 0, 1));
    }

    @Test
    void shouldMakeAKeyOfAnIdOfAnyLength() {
        final String id = "x".repeat(5_000);
        assertEquals(sip("default\u001F" + id), keys.key(Storefront.DEFAULT, id));
    }

    @Test
    void shouldSeparateStorefronts() {
        assertNotEquals(keys.key(Storefront.DEFAULT, "v"), keys.key(new Storefront(1, "other"), "v"));
    }

    @Test
    void shouldNeverMakeAKeyOfZero() {
        assertEquals(1, TextHash.never0(0));
        assertEquals(-1, TextHash.never0(-1));
    }

    @Test
    void shouldRefuseWhatIsNoSecretOrNoName() {
        assertThrows(IllegalArgumentException.class, () -> new KeyMaker("abc"));
        assertThrows(IllegalArgumentException.class, () -> new KeyMaker("g".repeat(32)));
        assertThrows(IllegalArgumentException.class, () -> new Storefront(0, "a\u001Fb"));
        assertThrows(IllegalArgumentException.class, () -> new Storefront(0, ""));
        assertThrows(IllegalArgumentException.class, () -> new Storefront(65_536, "a"));
    }
}
