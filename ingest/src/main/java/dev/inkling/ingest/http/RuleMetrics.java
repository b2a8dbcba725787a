package dev.inkling.ingest.http;

import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.inkling.scoring.RuleFigures;
import dev.inkling.scoring.Status;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;

/** What each rule decided and cost, as Prometheus reads it: only what there is, since there may be a thousand rules. */
final class RuleMetrics {
    private static final String RULE = "rule";

    private final String prefix;

    RuleMetrics(final String prefix) {
        this.prefix = prefix;
    }

    /** Adds the figures of rules. */
    void add(final List<RuleFigures> rules, final MetricSnapshots.Builder all) {
        final CounterSnapshot.Builder decisions = CounterSnapshot.builder().name(prefix + "rule_decisions")
            .help("Decisions of a rule, by status, since the start or since it came in force (decisions)");
        final CounterSnapshot.Builder sampled = CounterSnapshot.builder().name(prefix + "rule_sampled_evaluations")
            .help("Evaluations of a rule that were timed, of about one moment in 1,024 (evaluations)");
        final GaugeSnapshot.Builder nanos = GaugeSnapshot.builder().name(prefix + "rule_nanoseconds")
            .help("Mean of a rule's latest 256 or so timed evaluations: condition, cadence and decision, without the clock's time (ns)");
        for (final RuleFigures rule : rules) {
            final Labels labels = Labels.of(RULE, rule.rule());
            for (final Map.Entry<Status, Long> count : rule.decisions().entrySet()) {
                decisions.dataPoint(CounterDataPointSnapshot.builder().value(count.getValue())
                    .labels(labels.merge(Labels.of("status", count.getKey().name().toLowerCase(Locale.ROOT)))).build());
            }
            if (rule.sampled() > 0) {
                sampled.dataPoint(CounterDataPointSnapshot.builder().value(rule.sampled()).labels(labels).build());
                nanos.dataPoint(GaugeDataPointSnapshot.builder().value(rule.nanos()).labels(labels).build());
            }
        }
        all.metricSnapshot(decisions.build());
        all.metricSnapshot(sampled.build());
        all.metricSnapshot(nanos.build());
    }
}
