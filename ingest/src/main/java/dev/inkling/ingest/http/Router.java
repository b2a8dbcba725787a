package dev.inkling.ingest.http;

import java.util.Map;

/** Finds the route of a path: exact ones, then one prefix. Belongs to one event loop. */
final class Router {
    private final Map<String, Route> exact;
    private final String prefix;
    private final Route behindPrefix;

    /**
     * A table of routes.
     *
     * @param exact        route of each path
     * @param prefix       that other paths may begin with
     * @param behindPrefix route of those that do, and go on
     */
    Router(final Map<String, Route> exact, final String prefix, final Route behindPrefix) {
        this.exact = Map.copyOf(exact);
        this.prefix = prefix;
        this.behindPrefix = behindPrefix;
    }

    /**
     * Route of a path.
     *
     * @param path as sent, without query
     * @return the route, null when there is none
     */
    Route of(final String path) {
        final Route route = exact.get(path);
        if (route == null && path.length() > prefix.length() && path.startsWith(prefix)) {
            return behindPrefix;
        }
        return route;
    }
}
