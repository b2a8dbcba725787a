package dev.inkling.journal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The storefronts that there are, by number and by name; events that name none are the first one's. Immutable, any thread. */
public final class Storefronts {
    /** The one that is there when none is named. */
    public static final Storefronts DEFAULT = new Storefronts(List.of(Storefront.DEFAULT.name()));

    private final List<Storefront> all = new ArrayList<>();
    private final Map<String, Storefront> byName = new HashMap<>();

    /**
     * Storefronts in the order of their numbers.
     *
     * @param names from number 0 on, at least one, each as {@link Storefront} wants it
     * @throws IllegalArgumentException when one is not so
     */
    public Storefronts(final List<String> names) {
        if (names.isEmpty()) {
            throw new IllegalArgumentException("no storefronts; expected one or more");
        }
        for (final String name : names) {
            all.add(new Storefront(all.size(), name));
            byName.put(name, all.get(all.size() - 1));
        }
    }

    private Storefronts(final Storefront only) {
        all.add(only);
        byName.put(only.name(), only);
    }

    /**
     * No other one.
     *
     * @param storefront that there is
     * @return it alone, with its own number
     */
    public static Storefronts only(final Storefront storefront) {
        return new Storefronts(storefront);
    }

    /**
     * The one that is meant when none is named.
     *
     * @return number 0
     */
    public Storefront first() {
        return all.get(0);
    }

    /**
     * One by its name.
     *
     * @param name as given; null for none
     * @return null when none is called so, the first one for null
     */
    public Storefront named(final String name) {
        return name == null ? first() : byName.get(name);
    }

    /**
     * One by its number.
     *
     * @param number as frames carry it
     * @return null when there is none
     */
    public Storefront numbered(final int number) {
        return number >= 0 && number < all.size() ? all.get(number) : null;
    }

    /**
     * Its name, where it has to be told: the first one goes without saying.
     *
     * @param number as frames carry it
     * @return null for the first one, and where there is none
     */
    public String nameToTell(final int number) {
        return number <= 0 || number >= all.size() ? null : all.get(number).name();
    }

    /**
     * Their names.
     *
     * @return by number
     */
    public List<String> names() {
        return all.stream().map(Storefront::name).toList();
    }
}
