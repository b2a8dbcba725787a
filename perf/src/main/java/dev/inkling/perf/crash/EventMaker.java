package dev.inkling.perf.crash;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Map;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;

import com.fasterxml.jackson.core.JsonGenerator;

/**
 * Makes each event from the run's seed and its own number and from nothing else, so that whoever checks the journal can make it again.
 * Visitors come in waves of {@value #WAVE_VISITORS} with about a dozen moments each: new ones keep coming, so decisions keep falling,
 * and those that are under way when the server dies need the state that recovery brings back.
 */
final class EventMaker {
    /** Kinds of moments that the default rules look at, others, an outcome, and one that no catalogue knows. */
    private static final String[] MOMENTS = {
        "comparison_tool", "review_read", "size_guide", "customer_photo_view", "review_filter", "product_view", "cart_add", "cart_remove",
        "checkout_start", "scroll", "hover", "back_scroll", "purchase", "never_heard_of"
    };
    private static final String[] DEVICES = {"mobile", "desktop", "tablet"};
    private static final int WAVE_VISITORS = 256;
    private static final int WAVE_EVENTS = WAVE_VISITORS * 12;
    private static final int SMALL_BATCH = 8;
    private static final int LARGE_BATCH = 120;
    /** Beyond any wall clock's hour, so that it is the distance to {@code sentAt} that counts. */
    private static final long FIRST_TIMESTAMP = 1_500_000_000_000L;
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private final long seed;
    private final String prefix;

    EventMaker(final long seed) {
        this.seed = seed;
        this.prefix = "e" + seed + '-';
    }

    /** The batch that begins with an event: mostly a few, one in eight large. */
    Batch batch(final long first) {
        final SplittableRandom random = random(~first);
        return new Batch(first, 1 + random.nextInt(random.nextInt(8) == 0 ? LARGE_BATCH : SMALL_BATCH));
    }

    /** The number of an event of this run, -1 when the id is none of its ids. */
    long numberOf(final String eventId) {
        if (!eventId.startsWith(prefix)) {
            return -1;
        }
        final String digits = eventId.substring(prefix.length());
        return digits.matches("0|[1-9][0-9]{0,17}") ? Long.parseLong(digits) : -1;
    }

    /** An event's members as {@link FlatJson} reads them. */
    SortedMap<String, Object> event(final long number) {
        final SplittableRandom random = random(number);
        final SortedMap<String, Object> event = new TreeMap<>();
        event.put("eventId", prefix + number);
        final String visitor = (number / WAVE_EVENTS) + "-" + random.nextInt(WAVE_VISITORS);
        event.put("visitorId", "v" + visitor);
        event.put("momentType", MOMENTS[random.nextInt(MOMENTS.length)]);
        event.put("element", "element-" + number);
        event.put("page", "/p/" + random.nextInt(20));
        event.put("deviceType", DEVICES[random.nextInt(DEVICES.length)]);
        event.put("duration", decimal(random.nextInt(400), 1));
        event.put("depth", decimal(random.nextInt(10), 0));
        event.put("scroll_velocity", decimal(random.nextInt(-5_000, 5_000), 1));
        event.put("scroll_depth", decimal(random.nextInt(101), 2));
        event.put("price", decimal(random.nextInt(100_000), 2));
        event.put("currency", "EUR");
        if (random.nextBoolean()) {
            final long timestamp = FIRST_TIMESTAMP + number;
            event.put("timestamp", decimal(timestamp, 0));
            event.put("sentAt", decimal(timestamp + random.nextInt(5_000), 0));
        }
        if (random.nextInt(4) == 0) {
            event.put("customerId", "c" + visitor);
            event.put("sessionId", "s" + visitor);
            event.put("product_id", "sku-" + random.nextInt(1_000));
            event.put("quantity", decimal(1 + random.nextInt(3), 0));
            event.put("note", "größer \"" + number + "\" \u2192 \uD83D\uDC5F");
        }
        return event;
    }

    /** A request's body. */
    byte[] body(final Batch batch) {
        final ByteArrayOutputStream out = new ByteArrayOutputStream(batch.count() * 512);
        try (JsonGenerator json = FlatJson.FACTORY.createGenerator(out)) {
            json.writeStartArray();
            for (long number = batch.first(); number < batch.end(); number++) {
                json.writeStartObject();
                for (final Map.Entry<String, Object> member : event(number).entrySet()) {
                    json.writeFieldName(member.getKey());
                    if (member.getValue() instanceof BigDecimal decimal) {
                        json.writeNumber(decimal.toPlainString());
                    } else {
                        json.writeString((String) member.getValue());
                    }
                }
                json.writeEndObject();
            }
            json.writeEndArray();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private SplittableRandom random(final long number) {
        return new SplittableRandom((seed + 1) * GOLDEN ^ number * 0xD1B54A32D192ED03L);
    }

    private static BigDecimal decimal(final long unscaled, final int scale) {
        return BigDecimal.valueOf(unscaled, scale).stripTrailingZeros();
    }
}
