package dev.inkling.perf.load;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;

import dev.inkling.ring.Counter;
import org.junit.jupiter.api.Test;

/** Reading the text format of Prometheus, as far as the rig needs it. */
class ServerCountersTest {
    @Test
    void shouldReadPlainSamplesAndLeaveTheRest() {
        final Map<String, Double> samples = ServerCounters.parse(
            "# HELP inkling_events_accepted_total Events\n# TYPE inkling_events_accepted_total counter\n"
                + "inkling_events_accepted_total 1.25E7\ninkling_latency{quantile=\"0.5\"} 3\nudp_datagrams_total 7 1395066363000\n");
        assertEquals(12_500_000L, ServerCounters.value(samples, Counter.EVENTS_ACCEPTED));
        assertEquals(7, ServerCounters.value(samples, Counter.UDP_DATAGRAMS));
        assertEquals(0, ServerCounters.value(samples, Counter.EVENTS_REJECTED));
        assertEquals(2, samples.size());
    }
}
