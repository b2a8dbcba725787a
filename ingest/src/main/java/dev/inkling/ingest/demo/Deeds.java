package dev.inkling.ingest.demo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What each shopper has done so far, for as many of the latest ones as are likely to get a decision still. Any thread. */
final class Deeds {
    private static final int MOST_SHOPPERS = 50_000;
    private static final float LOAD = 0.75f;

    private final Map<String, List<String>> moments = new LinkedHashMap<>(16, LOAD, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(final Map.Entry<String, List<String>> eldest) {
            return size() > MOST_SHOPPERS;
        }
    };

    synchronized void add(final String visitorId, final String type) {
        moments.computeIfAbsent(visitorId, id -> new ArrayList<>()).add(type);
    }

    /** Types of her moments, in order. */
    synchronized List<String> of(final String visitorId) {
        return List.copyOf(moments.getOrDefault(visitorId, List.of()));
    }
}
