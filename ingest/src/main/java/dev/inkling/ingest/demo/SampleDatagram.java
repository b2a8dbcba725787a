package dev.inkling.ingest.demo;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.inkling.journal.Frames;
import dev.inkling.journal.codec.Device;
import dev.inkling.journal.codec.MessageHeaderEncoder;
import dev.inkling.journal.codec.MomentEventEncoder;
import dev.inkling.journal.codec.Source;
import dev.inkling.journal.codec.TextKind;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Builds binary datagrams the way any sender would, with nothing but the frame schema: header, then frames behind their lengths. The
 * sender gives texts and numbers; keys, hashes and the prefix are the server's. Not thread safe.
 *
 * <pre>
 *   0       4       5         6            8        12         20
 *   | INK1  | flags | version | storefront | sender | sequence | length u16, frame | length u16, frame ...
 * </pre>
 */
public final class SampleDatagram {
    /** Bytes of the datagram's header without a tag. */
    public static final int HEADER_BYTES = 20;
    /** Most bytes of a datagram that cross an Ethernet unfragmented: 1,500 less the IPv4 and UDP headers. */
    public static final int MAX_BYTES = 1472;

    private static final byte[] MAGIC = "INK1".getBytes(StandardCharsets.US_ASCII);
    private static final byte VERSION = 1;
    private static final int MONEY_EXPONENT = 2;

    private final ByteBuffer bytes = ByteBuffer.allocateDirect(MAX_BYTES + Frames.MAX_FRAME_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private final UnsafeBuffer buffer = new UnsafeBuffer(bytes);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final MomentEventEncoder encoder = new MomentEventEncoder();
    private final int sender;
    private long sequence;
    private int length = HEADER_BYTES;
    private int frames;

    /**
     * Datagrams of one sender.
     *
     * @param sender number that gaps and repeats are counted by
     */
    public SampleDatagram(final int sender) {
        this.sender = sender;
    }

    /**
     * Adds a moment if it fits.
     *
     * @param step      the moment and its shopper
     * @param timestamp when it happened, epoch ms; below 0 leaves it out
     * @return false when the datagram must be sent first; nothing was added
     */
    public boolean add(final ShopperTraffic.Step step, final long timestamp) {
        final int frameBytes = encode(step, timestamp, length + Short.BYTES);
        if (frames > 0 && length + Short.BYTES + frameBytes > MAX_BYTES) {
            return false;
        }
        buffer.putShort(length, (short) frameBytes, ByteOrder.LITTLE_ENDIAN);
        length += Short.BYTES + frameBytes;
        frames++;
        return true;
    }

    /**
     * Frames added since the last {@link #finish()}.
     *
     * @return count
     */
    public int frames() {
        return frames;
    }

    /**
     * The datagram, with the sender's next sequence. The next {@link #add} begins another one in the same bytes.
     *
     * @return ready to be sent
     */
    public ByteBuffer finish() {
        bytes.clear();
        bytes.put(MAGIC).put((byte) 0).put(VERSION).putShort((short) 0).putInt(sender).putLong(++sequence);
        bytes.position(0).limit(length);
        length = HEADER_BYTES;
        frames = 0;
        return bytes;
    }

    private int encode(final ShopperTraffic.Step step, final long timestamp, final int offset) {
        final Map<String, Object> details = step.moment().details();
        buffer.setMemory(offset, Frames.PREFIX_BYTES, (byte) 0);
        encoder.wrapAndApplyHeader(buffer, offset, header)
            .crc32c(0).epoch(0).sequence(0).received(0).chain(0).salt(0).personalDigest(0)
            .timestamp(timestamp < 0 ? MomentEventEncoder.timestampNullValue() : timestamp)
            .visitorKey(0).nameHash(0);
        encoder.facts().clear()
            .duration(details.containsKey("duration")).depth(details.containsKey("depth"))
            .scrollVelocity(details.containsKey("scroll_velocity")).scrollDepth(details.containsKey("scroll_depth"))
            .quantity(details.containsKey("quantity")).price(details.containsKey("price"))
            .revenue(details.containsKey("revenue")).currency(details.containsKey("currency"));
        encoder.storefront(0).device(deviceOf(step.shopper().device())).source(Source.UDP_BINARY);
        encoder.remarks().clear();
        putValues(details);
        putTexts(textsOf(step));
        return header.encodedLength() + encoder.encodedLength();
    }

    private void putValues(final Map<String, Object> details) {
        final long facts = buffer.getLong(
            encoder.offset() + MomentEventEncoder.factsEncodingOffset(), ByteOrder.LITTLE_ENDIAN);
        final MomentEventEncoder.ValuesEncoder values = encoder.valuesCount(Long.bitCount(facts));
        for (final String key : new String[] {"duration", "depth", "scroll_velocity", "scroll_depth", "quantity"}) {
            if (details.containsKey(key)) {
                values.next().bits(Double.doubleToRawLongBits(((Number) details.get(key)).doubleValue()));
            }
        }
        for (final String key : new String[] {"price", "revenue"}) {
            if (details.containsKey(key)) {
                final BigDecimal major = (BigDecimal) details.get(key);
                values.next().bits(major.movePointRight(MONEY_EXPONENT).setScale(0, RoundingMode.HALF_UP).longValueExact());
            }
        }
        if (details.containsKey("currency")) {
            final String code = (String) details.get("currency");
            values.next().bits(code.charAt(0) | code.charAt(1) << 8 | code.charAt(2) << 16 | MONEY_EXPONENT << 24);
        }
    }

    private static Map<TextKind, String> textsOf(final ShopperTraffic.Step step) {
        final Map<String, Object> details = step.moment().details();
        final Map<TextKind, String> texts = new LinkedHashMap<>();
        texts.put(TextKind.VISITOR_ID, step.shopper().visitorId());
        texts.put(TextKind.CUSTOMER_ID, step.shopper().customerId());
        texts.put(TextKind.SESSION_ID, step.shopper().sessionId());
        texts.put(TextKind.EVENT_ID, step.moment().eventId());
        texts.put(TextKind.NAME, step.moment().type());
        texts.put(TextKind.ELEMENT, (String) details.get("element"));
        texts.put(TextKind.INTERACTION, (String) details.get("interaction"));
        texts.put(TextKind.PAGE, (String) details.get("page"));
        texts.put(TextKind.CHANNEL, (String) details.get("traffic_source"));
        texts.put(TextKind.PRODUCT, (String) details.get("product_id"));
        texts.put(TextKind.CATEGORY, (String) details.get("category"));
        texts.put(TextKind.ORDER, (String) details.get("order_id"));
        texts.values().removeIf(text -> text == null);
        return texts;
    }

    private void putTexts(final Map<TextKind, String> texts) {
        final MomentEventEncoder.TextsEncoder group = encoder.textsCount(texts.size());
        texts.forEach((kind, text) -> group.next().kind(kind).text(text));
    }

    private static Device deviceOf(final String name) {
        return switch (name) {
            case "mobile" -> Device.MOBILE;
            case "desktop" -> Device.DESKTOP;
            case "tablet" -> Device.TABLET;
            default -> Device.OTHER;
        };
    }
}
