package dev.inkling.ingest.http;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.inkling.ingest.loop.IngestLoop;
import dev.inkling.ring.Counter;
import dev.inkling.ring.Counters;
import dev.inkling.ring.Pipeline;
import dev.inkling.ring.Readiness;
import io.netty.handler.codec.http.HttpResponseStatus;

/** Which path is answered by what. */
final class Routes {
    private Routes() {
    }

    /**
     * The routes of one event loop.
     *
     * @param loop     theirs alone
     * @param pipeline whose state they tell
     * @param admin    what admins may ask for
     * @param draining whether the server is about to end
     * @return a router for the loop
     */
    static Router of(final IngestLoop loop, final Pipeline pipeline, final Admin admin, final BooleanSupplier draining) {
        final String visitors = "/v1/visitors/";
        final String config = "/v1/admin/config";
        final String texts = config + "/";
        return new Router(
            Map.of(
                "/v1/events", new EventsRoute(loop, pipeline, draining),
                "/healthz", new StatusRoute(Routes::health),
                "/readyz", new StatusRoute(() -> readiness(pipeline, admin.warnings().get(), draining.getAsBoolean())),
                "/metrics", new MetricsRoute(pipeline),
                "/v1/admin/promote", new PromoteRoute(loop, admin.promotions()),
                config, new ConfigRoute(loop, pipeline, admin.tasks()),
                ConfigVersionsRoute.rollbackPath(texts), new ConfigVersionsRoute(loop, pipeline, admin.tasks(), texts, true),
                "/version", new StatusRoute(Routes::version)),
            Map.of(
                visitors, new VisitorsRoute(loop, pipeline, visitors, draining),
                texts, new ConfigVersionsRoute(loop, pipeline, admin.tasks(), texts, false)));
    }

    /**
     * What admins may ask for, and what else they should know.
     *
     * @param promotions makes a standby take traffic
     * @param tasks      runs what takes longer
     * @param warnings   beside the engine's own; any thread
     */
    record Admin(Promotions promotions, AdminTasks tasks, Supplier<List<String>> warnings) {
    }

    private static StatusRoute.Report health() {
        return new StatusRoute.Report(HttpResponseStatus.OK, json -> json.writeStringField("status", "ok"));
    }

    private static StatusRoute.Report version() {
        final String version = Routes.class.getPackage().getImplementationVersion();
        return new StatusRoute.Report(HttpResponseStatus.OK, json -> {
            json.writeStringField("name", "inkling");
            json.writeStringField("version", version == null ? "development" : version);
            json.writeStringField("java", Runtime.version().toString());
        });
    }

    private static StatusRoute.Report readiness(
        final Pipeline pipeline, final List<String> others, final boolean draining) {
        final Readiness readiness = pipeline.readiness();
        final boolean ready = readiness.ready() && !draining;
        return new StatusRoute.Report(ready ? HttpResponseStatus.OK : HttpResponseStatus.SERVICE_UNAVAILABLE, json -> {
            json.writeStringField("status", ready ? "ready" : "not ready");
            texts(json, "reasons", draining ? List.of("the server is stopping") : readiness.reasons());
            final Counters counters = pipeline.counters();
            final List<String> warnings = warnings(readiness, counters);
            warnings.addAll(others);
            texts(json, "warnings", warnings);
            json.writeObjectFieldStart("journal");
            json.writeNumberField("lastSequence", counters.get(Counter.LAST_SEQUENCE));
            json.writeNumberField("lastReceived", counters.get(Counter.LAST_RECEIVED));
            json.writeNumberField("failures", counters.get(Counter.JOURNAL_FAILURES));
            json.writeEndObject();
            json.writeObjectFieldStart("duplicates");
            json.writeNumberField("ids", counters.get(Counter.DEDUP_IDS));
            json.writeNumberField("oldestSequence", counters.get(Counter.DEDUP_OLDEST_SEQUENCE));
            json.writeNumberField("oldestReceived", counters.get(Counter.DEDUP_OLDEST_RECEIVED));
            json.writeNumberField("oldestReplaySequence", counters.get(Counter.RECENT_OLDEST_SEQUENCE));
            json.writeEndObject();
            json.writeObjectFieldStart("clock");
            json.writeNumberField("steps", counters.get(Counter.CLOCK_STEPS));
            json.writeNumberField("offsetMs", counters.get(Counter.CLOCK_OFFSET));
            json.writeEndObject();
        });
    }

    private static List<String> warnings(final Readiness readiness, final Counters counters) {
        final List<String> warnings = new ArrayList<>(readiness.warnings());
        if (counters.get(Counter.RETENTION_OVER_BUDGET) > 0) {
            warnings.add("the data folder is over its budget (retain-bytes), and what is left may not be removed");
        }
        if (counters.get(Counter.RETENTION_FAILING) > 0) {
            warnings.add("old files of the journal cannot be removed, see the log");
        }
        if (counters.get(Counter.SNAPSHOT_FAILURES) > 0) {
            warnings.add("a snapshot could not be made (" + counters.get(Counter.SNAPSHOT_FAILURES) + " so far), see the log");
        }
        return warnings;
    }

    private static void texts(final JsonGenerator json, final String name, final List<String> texts) throws IOException {
        json.writeArrayFieldStart(name);
        for (final String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }
}
