package dev.inkling.ingest.demo;

import java.math.BigDecimal;
import java.util.List;

/**
 * Something that the sample storefront sells.
 *
 * @param id       as sent in product_id
 * @param category as sent in category
 * @param price    major units of {@link #CURRENCY}
 */
record Product(String id, String category, BigDecimal price) {
    static final String CURRENCY = "EUR";

    static final List<Product> ALL = List.of(
        of("linen-shirt", "tops", "49.90"), of("merino-sweater", "tops", "89.00"), of("denim-jacket", "jackets", "119.00"),
        of("rain-parka", "jackets", "149.00"), of("trail-runner", "shoes", "129.95"), of("canvas-sneaker", "shoes", "64.95"),
        of("leather-boot", "shoes", "189.00"), of("midi-dress", "dresses", "79.90"), of("wrap-dress", "dresses", "94.50"),
        of("tote-bag", "bags", "39.00"), of("day-pack", "bags", "74.00"), of("vitamin-serum", "skincare", "32.50"),
        of("day-cream", "skincare", "27.90"), of("tinted-balm", "makeup", "18.90"), of("foundation", "makeup", "34.00"),
        of("wool-beanie", "accessories", "24.90"), of("silk-scarf", "accessories", "45.00"), of("chino", "trousers", "69.90"));

    private static Product of(final String id, final String category, final String price) {
        return new Product(id, category, new BigDecimal(price));
    }
}
