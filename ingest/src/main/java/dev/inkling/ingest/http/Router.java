package dev.inkling.ingest.http;

import java.util.Map;

/** Finds the route of a path: exact ones, then prefixes. Belongs to one event loop. */
final class Router {
    private final Map<String, Route> exact;
    private final Map<String, Route> prefixes;

    /**
     * A table of routes.
     *
     * @param exact    route of each path
     * @param prefixes route of the paths that begin so and go on; none begins with another
     */
    Router(final Map<String, Route> exact, final Map<String, Route> prefixes) {
        this.exact = Map.copyOf(exact);
        this.prefixes = Map.copyOf(prefixes);
    }

    /**
     * Route of a path.
     *
     * @param path as sent, without query
     * @return the route, null when there is none
     */
    Route of(final String path) {
        final Route route = exact.get(path);
        if (route != null) {
            return route;
        }
        for (final Map.Entry<String, Route> entry : prefixes.entrySet()) {
            if (path.length() > entry.getKey().length() && path.startsWith(entry.getKey())) {
                return entry.getValue();
            }
        }
        return null;
    }
}
