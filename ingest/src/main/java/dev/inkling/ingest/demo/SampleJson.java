package dev.inkling.ingest.demo;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.Map;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;

/** Writes sample moments as native JSON, the way a storefront's script would send them. Not thread safe. */
public final class SampleJson {
    private final JsonFactory factory = new JsonFactory();

    /**
     * Opens an array of moments, or one moment alone.
     *
     * @param out takes the text, UTF-8
     * @return a generator to pass to {@link #write}
     * @throws IOException when {@code out} refuses
     */
    public JsonGenerator open(final OutputStream out) throws IOException {
        return factory.createGenerator(out);
    }

    /**
     * Writes one moment as an object.
     *
     * @param json      takes it
     * @param step      the moment and its shopper
     * @param timestamp when it happened, epoch ms; below 0 leaves it out
     * @throws IOException when the generator's stream refuses
     */
    public void write(final JsonGenerator json, final ShopperTraffic.Step step, final long timestamp) throws IOException {
        final Shopper shopper = step.shopper();
        final SampleMoment moment = step.moment();
        json.writeStartObject();
        json.writeStringField("eventId", moment.eventId());
        if (timestamp >= 0) {
            json.writeNumberField("timestamp", timestamp);
        }
        json.writeStringField("visitorId", shopper.visitorId());
        json.writeStringField("sessionId", shopper.sessionId());
        if (shopper.customerId() != null) {
            json.writeStringField("customerId", shopper.customerId());
        }
        json.writeStringField("momentType", moment.type());
        json.writeObjectFieldStart("details");
        for (final Map.Entry<String, Object> detail : moment.details().entrySet()) {
            json.writeFieldName(detail.getKey());
            writeValue(json, detail.getValue());
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void writeValue(final JsonGenerator json, final Object value) throws IOException {
        if (value instanceof BigDecimal) {
            json.writeNumber((BigDecimal) value);
        } else if (value instanceof Integer) {
            json.writeNumber((Integer) value);
        } else if (value instanceof Double) {
            json.writeNumber((Double) value);
        } else {
            json.writeString((String) value);
        }
    }
}
