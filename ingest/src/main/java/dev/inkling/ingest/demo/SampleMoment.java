package dev.inkling.ingest.demo;

import java.util.Map;

/**
 * One moment of a sample shopper.
 *
 * @param eventId unique within a seed
 * @param atMs    when it happens, milliseconds of the shoppers' own time, from 0
 * @param type    a name of the default catalogue
 * @param details keys of native JSON with values that are String, Double, Integer or BigDecimal (money), in a fixed order
 */
public record SampleMoment(String eventId, long atMs, String type, Map<String, Object> details) {
}
