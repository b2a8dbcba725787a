package dev.inkling.scoring.rules;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A small catalogue for tests of rules. */
public final class WordList implements Vocabulary {
    private static final List<String> NAMES = List.of(
        "other", "comparison_tool", "size_guide", "review_read", "customer_photo_view", "review_filter", "price_check", "back_scroll",
        "pricing_dwell", "cart_add", "form_focus", "form_submit", "scroll", "exit_intent", "purchase", "competitor_visit", "scroll_pause",
        "payment_info", "stock_check");
    private static final List<String> CATEGORIES = List.of("intent", "social_proof", "urgency", "other");
    private static final Map<String, String> ALIASES = Map.of("Product Added", "cart_add", "add_to_cart", "cart_add");

    private final int extra;

    /** The names above. */
    public WordList() {
        this(0);
    }

    /**
     * The names above and {@code extra_0}, {@code extra_1} and so on.
     *
     * @param extra how many more
     */
    public WordList(final int extra) {
        this.extra = extra;
    }

    @Override
    public int typeOf(final String nameOrAlias) {
        if (nameOrAlias.matches("extra_\\d{1,6}")) {
            final int number = Integer.parseInt(nameOrAlias.substring(6));
            return number < extra ? NAMES.size() + number : -1;
        }
        return NAMES.indexOf(ALIASES.getOrDefault(nameOrAlias, nameOrAlias));
    }

    @Override
    public int types() {
        return NAMES.size() + extra;
    }

    @Override
    public String typeName(final int type) {
        return type < NAMES.size() ? NAMES.get(type) : "extra_" + (type - NAMES.size());
    }

    @Override
    public List<String> names() {
        return Stream.concat(IntStream.range(0, types()).mapToObj(this::typeName), ALIASES.keySet().stream().sorted()).toList();
    }

    @Override
    public List<String> categories() {
        return CATEGORIES;
    }

    @Override
    public long textHash(final String text) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        return hash;
    }
}
