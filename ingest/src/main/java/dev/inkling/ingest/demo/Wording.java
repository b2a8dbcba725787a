package dev.inkling.ingest.demo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Puts into words what a shopper did and why that was reason enough for a rule. */
final class Wording {
    private static final int LAST_MOMENTS = 3;
    private static final Pattern WORD = Pattern.compile("[a-z][a-z0-9_]*");
    private static final Map<String, String> PHRASES = phrases();

    private Wording() {
    }

    /**
     * What she did that the rule asks for, in the order in which she did it; her last moments when the rule names none of them.
     *
     * @param condition the rule's condition, in which moments appear by their names
     * @param moments   types of her moments so far, in order
     * @return such as {@code compared products, read the reviews and opened the size guide}
     */
    static String deeds(final String condition, final List<String> moments) {
        final List<String> named = new ArrayList<>();
        final Matcher words = WORD.matcher(condition);
        while (words.find()) {
            named.add(words.group());
        }
        final Map<String, Integer> counts = new LinkedHashMap<>();
        moments.stream().filter(named::contains).forEach(type -> counts.merge(type, 1, Integer::sum));
        if (counts.isEmpty()) {
            moments.subList(Math.max(0, moments.size() - LAST_MOMENTS), moments.size())
                .forEach(type -> counts.merge(type, 1, Integer::sum));
        }
        return join(counts.entrySet().stream().map(deed -> times(phrase(deed.getKey()), deed.getValue())).collect(Collectors.toList()));
    }

    static String phrase(final String type) {
        return PHRASES.getOrDefault(type, "left " + type);
    }

    private static String times(final String phrase, final int count) {
        return count == 1 ? phrase : phrase + " (" + count + " times)";
    }

    private static String join(final List<String> parts) {
        if (parts.size() < 2) {
            return String.join("", parts);
        }
        return String.join(", ", parts.subList(0, parts.size() - 1)) + " and " + parts.get(parts.size() - 1);
    }

    private static Map<String, String> phrases() {
        final Map<String, String> phrases = new LinkedHashMap<>();
        phrases.put("page_view", "opened a page");
        phrases.put("ad_click", "came from an ad");
        phrases.put("email_click", "came from a newsletter");
        phrases.put("social_view", "came from a social post");
        phrases.put("product_list_view", "looked through a category");
        phrases.put("product_view", "looked at a product");
        phrases.put("search", "searched");
        phrases.put("scroll", "scrolled");
        phrases.put("hover", "hovered over a variant");
        phrases.put("image_zoom", "zoomed into a picture");
        phrases.put("comparison_tool", "compared products");
        phrases.put("review_read", "read the reviews");
        phrases.put("size_guide", "opened the size guide");
        phrases.put("shipping_calculator", "worked out the shipping");
        phrases.put("qa_engagement", "read questions and answers");
        phrases.put("return_policy_read", "read the return policy");
        phrases.put("customer_photo_view", "looked at customers' photos");
        phrases.put("review_filter", "filtered the reviews");
        phrases.put("influencer_content", "watched an influencer");
        phrases.put("price_check", "checked the price");
        phrases.put("competitor_visit", "visited a competitor");
        phrases.put("stock_check", "checked the stock");
        phrases.put("blog_read", "read the journal");
        phrases.put("cart_add", "put it into the cart");
        phrases.put("cart_remove", "took it out of the cart");
        phrases.put("cart_view", "opened the cart");
        phrases.put("checkout_start", "started the checkout");
        phrases.put("shipping_address", "gave an address");
        phrases.put("payment_info", "gave payment details");
        phrases.put("purchase", "bought");
        phrases.put("exit_intent", "went for the exit");
        return phrases;
    }
}
