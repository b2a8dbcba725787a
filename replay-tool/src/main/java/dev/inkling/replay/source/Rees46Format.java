package dev.inkling.replay.source;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Event files of REES46 / Open CDP:
 * {@code event_time,event_type,product_id,category_id,category_code,brand,price,user_id,user_session}, times such as
 * {@code 2019-10-01 00:00:00 UTC}.
 *
 * <ul>
 *   <li>event_type: view is product_view, cart is cart_add, remove_from_cart is cart_remove, purchase is purchase;</li>
 *   <li>user_id is visitorId, user_session is sessionId;</li>
 *   <li>category_code is category, or category_id where there is no code; with a code, category_id stays as a key of its own;</li>
 *   <li>price is price and, of a purchase, revenue as well. The files name no currency, so none is given;</li>
 *   <li>brand stays as a key of its own.</li>
 * </ul>
 */
final class Rees46Format implements LineFormat {
    private static final String HEADER = "event_time,event_type,";
    private static final DateTimeFormatter TIME =
        DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
    private static final Map<String, String> MOMENTS = Map.of(
        "view", "product_view", "cart", "cart_add", "remove_from_cart", "cart_remove", "purchase", "purchase");

    private final Columns columns = new Columns(9);
    private final LineIds ids = new LineIds("rees46");
    private String lastTime = "";
    private long lastTimeMs;

    @Override
    public boolean toJson(final LineReader line, final JsonLine json) throws BadLineException {
        final String text = line.text();
        if (line.blank() || line.number() == 1 && text.startsWith(HEADER)) {
            return false;
        }
        final List<String> row = columns.of(text);
        final long timestamp = time(row.get(0));
        final String moment = MOMENTS.get(row.get(1));
        if (moment == null) {
            throw new BadLineException("event_type `" + Shown.of(row.get(1)) + "` is none of view, cart, remove_from_cart, purchase");
        }
        final String categoryCode = row.get(4);
        final String price = price(row.get(6));
        json.begin();
        json.text("eventId", ids.of(line.number(), text));
        json.number("timestamp", timestamp);
        json.text("visitorId", row.get(7));
        json.text("sessionId", row.get(8));
        json.text("momentType", moment);
        json.text("product_id", row.get(2));
        json.text("category", categoryCode.isEmpty() ? row.get(3) : categoryCode);
        json.decimal("price", price);
        if (moment.equals("purchase")) {
            json.decimal("revenue", price);
        }
        json.text("brand", row.get(5));
        if (!categoryCode.isEmpty()) {
            json.text("category_id", row.get(3));
        }
        json.end();
        return true;
    }

    private long time(final String text) throws BadLineException {
        if (!text.equals(lastTime)) {
            try {
                lastTimeMs = LocalDateTime.parse(text, TIME).toInstant(ZoneOffset.UTC).toEpochMilli();
            } catch (final DateTimeException e) {
                throw new BadLineException("event_time `" + Shown.of(text) + "` is not a time such as 2019-10-01 00:00:00 UTC");
            }
            lastTime = text;
        }
        return lastTimeMs;
    }

    private static String price(final String text) throws BadLineException {
        if (!text.isEmpty() && !Decimals.isJsonNumber(text)) {
            throw new BadLineException("price `" + Shown.of(text) + "` is not a number");
        }
        return text;
    }
}
