package dev.inkling.ingest.demo;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** One visit as it is being made up: the shopper's clock, the product before her, and the moments so far. */
final class Visit {
    private static final int MAX_PAUSE_FACTOR = 4;

    private final List<SampleMoment> moments = new ArrayList<>();
    private final String prefix;
    private final String device;
    private final String channel;
    private final SplittableRandom random;
    private long clockMs;
    private Product product;
    private String page = "/";

    Visit(final String prefix, final String device, final String channel, final long startMs, final SplittableRandom random) {
        this.prefix = prefix;
        this.device = device;
        this.channel = channel;
        this.clockMs = startMs;
        this.random = random;
        this.product = Product.ALL.get(random.nextInt(Product.ALL.size()));
    }

    List<SampleMoment> moments() {
        return List.copyOf(moments);
    }

    Product product() {
        return product;
    }

    boolean chance(final double probability) {
        return random.nextDouble() < probability;
    }

    double between(final double low, final double high) {
        return Math.round((low + (high - low) * random.nextDouble()) * 10) / 10.0;
    }

    int count(final int low, final int high) {
        return random.nextInt(low, high + 1);
    }

    /** A pause, exponential about its mean but bounded: people who think for long have left. */
    void think(final double meanSeconds) {
        final double factor = Math.min(MAX_PAUSE_FACTOR, -StrictMath.log(1 - random.nextDouble()));
        clockMs += Math.max(300, Math.round(1000 * meanSeconds * factor));
    }

    void open(final String type, final String path) {
        page = path;
        add(type, Map.of());
    }

    void openProduct() {
        product = Product.ALL.get(random.nextInt(Product.ALL.size()));
        reopenProduct();
    }

    void reopenProduct() {
        page = "/p/" + product.id();
        final Map<String, Object> details = aboutProduct();
        details.put("duration", between(2, 60));
        add("product_view", details);
    }

    void scroll() {
        final double speed = "mobile".equals(device) ? between(15, 170) : between(10, 140);
        final Map<String, Object> details = new LinkedHashMap<>();
        details.put("scroll_velocity", chance(0.85) ? speed : -speed);
        details.put("scroll_depth", Math.round(random.nextDouble() * 100) / 100.0);
        add("scroll", details);
    }

    void hover() {
        add("hover", Map.of("element", "variant_swatch", "duration", between(0.1, 0.9)));
    }

    void look(final String type, final String element, final String interaction, final double seconds, final int depth) {
        final Map<String, Object> details = aboutProduct();
        details.put("element", element);
        details.put("interaction", interaction);
        details.put("duration", seconds);
        details.put("depth", depth);
        add(type, details);
    }

    void changeCart(final String type) {
        final Map<String, Object> details = aboutProduct();
        details.put("price", product.price());
        details.put("quantity", 1);
        details.put("currency", Product.CURRENCY);
        add(type, details);
    }

    void pay(final int items) {
        final Map<String, Object> details = new LinkedHashMap<>();
        details.put("order_id", "order-" + prefix);
        details.put("revenue", product.price().multiply(BigDecimal.valueOf(items)));
        details.put("currency", Product.CURRENCY);
        add("purchase", details);
    }

    void add(final String type, final Map<String, Object> extra) {
        final Map<String, Object> details = new LinkedHashMap<>();
        details.put("page", page);
        details.put("deviceType", device);
        details.put("traffic_source", channel);
        extra.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(entry -> details.put(entry.getKey(), entry.getValue()));
        moments.add(new SampleMoment(prefix + "-" + moments.size(), clockMs, type, details));
    }

    private Map<String, Object> aboutProduct() {
        final Map<String, Object> details = new LinkedHashMap<>();
        details.put("product_id", product.id());
        details.put("category", product.category());
        return details;
    }
}
