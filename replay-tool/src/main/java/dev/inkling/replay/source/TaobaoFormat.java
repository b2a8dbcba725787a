package dev.inkling.replay.source;

import java.util.List;
import java.util.Map;

/**
 * The UserBehavior file of Taobao: {@code user,item,category,behaviour,epoch_seconds}, no header. The user is visitorId, the item
 * product_id; pv is product_view, cart is cart_add, fav is wishlist_add, buy is purchase. The file gives neither prices nor sessions.
 */
final class TaobaoFormat implements LineFormat {
    private static final Map<String, String> MOMENTS = Map.of(
        "pv", "product_view", "cart", "cart_add", "fav", "wishlist_add", "buy", "purchase");
    /** Digits of a time from 2001 to 2286. Fewer are the mark of a line that was cut. */
    private static final int TIME_DIGITS = 10;

    private final Columns columns = new Columns(5);
    private final LineIds ids = new LineIds("taobao");

    @Override
    public boolean toJson(final LineReader line, final JsonLine json) throws BadLineException {
        final String text = line.text();
        if (line.blank()) {
            return false;
        }
        final List<String> row = columns.of(text);
        final String moment = MOMENTS.get(row.get(3));
        if (moment == null) {
            throw new BadLineException("behaviour `" + Shown.of(row.get(3)) + "` is none of pv, cart, fav, buy");
        }
        final String seconds = row.get(4);
        if (seconds.length() != TIME_DIGITS || !Decimals.digits(seconds, 0, TIME_DIGITS)) {
            throw new BadLineException("time `" + Shown.of(seconds) + "` is not ten digits of epoch seconds; the line may be cut");
        }
        json.begin();
        json.text("eventId", ids.of(line.number(), text));
        json.number("timestamp", Long.parseLong(seconds) * 1000);
        json.text("visitorId", row.get(0));
        json.text("momentType", moment);
        json.text("product_id", row.get(1));
        json.text("category", row.get(2));
        json.end();
        return true;
    }
}
