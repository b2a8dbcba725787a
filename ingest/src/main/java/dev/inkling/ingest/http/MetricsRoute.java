package dev.inkling.ingest.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;

import dev.inkling.ring.ConfigurationInForce;
import dev.inkling.ring.Counter;
import dev.inkling.ring.Counters;
import dev.inkling.ring.Pipeline;
import dev.inkling.ring.ReloadException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufOutputStream;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.Quantile;
import io.prometheus.metrics.model.snapshots.Quantiles;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import org.HdrHistogram.Histogram;

/** {@code GET /metrics}: every counter of the engine and its latency, as Prometheus reads them. */
final class MetricsRoute implements Route {
    private static final String PREFIX = "inkling_";
    private static final String TOTAL = "_total";
    private static final double NANOS = 1e9;
    private static final double[] QUANTILES = {0.5, 0.9, 0.99, 0.999, 0.9999, 1.0};

    private final Pipeline pipeline;
    private final PrometheusTextFormatWriter writer = PrometheusTextFormatWriter.create();

    MetricsRoute(final Pipeline pipeline) {
        this.pipeline = pipeline;
    }

    @Override
    public String allow() {
        return "GET, HEAD";
    }

    @Override
    public void handle(final Exchange exchange, final ByteBuf body) {
        final ByteBuf text = exchange.alloc().buffer();
        try (var out = new ByteBufOutputStream(text)) {
            writer.write(out, snapshots());
        } catch (final IOException e) {
            text.release();
            throw new UncheckedIOException(e);
        }
        exchange.reply(HttpResponseStatus.OK, PrometheusTextFormatWriter.CONTENT_TYPE, text);
    }

    private MetricSnapshots snapshots() {
        final Counters counters = pipeline.counters();
        final MetricSnapshots.Builder all = MetricSnapshots.builder();
        for (final Counter counter : Counter.values()) {
            final String name = PREFIX + counter.metric();
            if (counter.isGauge()) {
                all.metricSnapshot(gauge(name, counter.help(), counters.get(counter)));
            } else {
                all.metricSnapshot(CounterSnapshot.builder().name(name.substring(0, name.length() - TOTAL.length()))
                    .help(counter.help() + " (" + counter.unit().toLowerCase(Locale.ROOT) + ")")
                    .dataPoint(CounterSnapshot.CounterDataPointSnapshot.builder().value(counters.get(counter)).build())
                    .build());
            }
        }
        config(all);
        new RuleMetrics(PREFIX).add(pipeline.ruleFigures(), all);
        final Histogram latency = pipeline.latency();
        all.metricSnapshot(summary(latency));
        all.metricSnapshot(gauge(PREFIX + "ready", "1 when traffic can be taken", pipeline.readiness().ready() ? 1 : 0));
        return all.build();
    }

    private void config(final MetricSnapshots.Builder all) {
        final ConfigurationInForce inForce;
        try {
            inForce = pipeline.configuration();
        } catch (final ReloadException standby) {
            return;
        }
        all.metricSnapshot(InfoSnapshot.builder().name(PREFIX + "config")
            .help("Digest of the configuration in force, as decisions carry it")
            .dataPoint(InfoSnapshot.InfoDataPointSnapshot.builder()
                .labels(Labels.of("digest", ConfigReport.hex(inForce.digest()))).build())
            .build());
        all.metricSnapshot(gauge(PREFIX + "config_sequence", "Sequence from which the configuration in force is", inForce.sequence()));
    }

    private static GaugeSnapshot gauge(final String name, final String help, final double value) {
        return GaugeSnapshot.builder().name(name).help(help)
            .dataPoint(GaugeDataPointSnapshot.builder().value(value).build()).build();
    }

    private static SummarySnapshot summary(final Histogram latency) {
        final Quantile[] quantiles = new Quantile[QUANTILES.length];
        for (int i = 0; i < quantiles.length; i++) {
            quantiles[i] = new Quantile(QUANTILES[i], latency.getValueAtPercentile(100 * QUANTILES[i]) / NANOS);
        }
        final double sum = latency.getTotalCount() == 0 ? 0 : latency.getMean() * latency.getTotalCount() / NANOS;
        return SummarySnapshot.builder().name(PREFIX + "decision_latency_seconds")
            .help("From claim of a slot of the ring to the decision, since the start")
            .dataPoint(SummarySnapshot.SummaryDataPointSnapshot.builder().quantiles(Quantiles.of(quantiles))
                .count(latency.getTotalCount()).sum(sum).build())
            .build();
    }
}
