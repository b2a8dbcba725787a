package dev.inkling.journal.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.ByteOrder;
import java.util.Locale;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.inkling.journal.DecisionIds;
import dev.inkling.journal.Fact;
import dev.inkling.journal.FrameBatch;
import dev.inkling.journal.Frames;
import dev.inkling.journal.KeyMaker;
import dev.inkling.journal.MomentFrame;
import dev.inkling.journal.MomentWriter;
import dev.inkling.journal.Storefront;
import dev.inkling.journal.Utf8;
import dev.inkling.journal.codec.Cohort;
import dev.inkling.journal.codec.DecisionEncoder;
import dev.inkling.journal.codec.LabelKind;
import dev.inkling.journal.codec.MessageHeaderEncoder;
import dev.inkling.journal.codec.Source;
import dev.inkling.journal.codec.Stage;
import dev.inkling.journal.codec.Status;
import dev.inkling.journal.codec.TextKind;
import dev.inkling.journal.codec.Urgency;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** Frames as JSON text. */
class FrameJsonTest {
    private final KeyMaker keys = new KeyMaker("00112233445566778899aabbccddeeff");
    private final FrameBatch batch = new FrameBatch(4);
    private final MomentJsonReader reader = new MomentJsonReader(keys, Storefront.DEFAULT);
    private final FrameJson json = new FrameJson();

    /** One of the three ways of writing a frame. */
    private interface Writing {
        void write(DirectBuffer frame, int offset, JsonGenerator out) throws IOException;
    }

    private static String text(final Writing writing, final DirectBuffer frame, final int offset) throws IOException {
        final StringWriter text = new StringWriter();
        try (JsonGenerator out = new JsonFactory().createGenerator(text)) {
            writing.write(frame, offset, out);
        }
        return text.toString();
    }

    private String event(final String body) throws IOException {
        batch.clear();
        final byte[] bytes = Utf8.bytes(body);
        final Outcome outcome = reader.read(bytes, 0, bytes.length, batch, Source.HTTP);
        assertEquals(1, outcome.accepted() + outcome.rejections().count(), outcome.message());
        batch.buffer().putLong(Frames.SEQUENCE_OFFSET, 7, ByteOrder.LITTLE_ENDIAN);
        batch.buffer().putLong(Frames.RECEIVED_OFFSET, 99, ByteOrder.LITTLE_ENDIAN);
        return text(outcome.accepted() == 1 ? json::writeEvent : json::writeDeadLetter, batch.buffer(), 0);
    }

    @Test
    void shouldWriteAnEventAsItWasSent() throws IOException {
        assertEquals("{\"sequence\":7,\"received\":99,\"eventId\":\"e\",\"timestamp\":5,\"sentAt\":6,\"visitorId\":\"v\","
            + "\"sessionId\":\"s\",\"customerId\":\"c\",\"momentType\":\"m\","
            + "\"element\":\"é\",\"deviceType\":\"tablet\",\"traffic_source\":\"t\","
            + "\"decision_id\":\"3.1\",\"experiment\":\"x\",\"duration\":0.1,\"depth\":8,\"price\":19.90,\"revenue\":0.05,\"quantity\":2.5,"
            + "\"currency\":\"EUR\",\"k\":{\"n\":[1.50,null,\"q\"]},\"extra\":1}",
            event("""
                {"momentType":"m","visitorId":"v","customerId":"c","sessionId":"s","eventId":"e","timestamp":5,"sentAt":6,"element":"é",
                "deviceType":"Tablet","traffic_source":"t","decision_id":"3.1","experiment":"x","duration":0.1,"depth":8.0,"price":19.9,
                "revenue":0.05,"quantity":2.5,"currency":"eur","k":{"n":[1.50,null,"q"]},"extra":1,"sequence":12,"received":13}"""));
    }

    @Test
    void shouldLeaveOutWhatIsNotKnown() throws IOException {
        assertEquals("{\"sequence\":7,\"received\":99,\"sessionId\":\"s\",\"momentType\":\"m\"}",
            event("{\"sessionId\":\"s\",\"type\":\"m\"}"));
        assertEquals("{\"sequence\":7,\"received\":99,\"visitorId\":\"v\",\"momentType\":\"m\",\"deviceType\":\"fridge\"}",
            event("{\"visitorId\":\"v\",\"momentType\":\"m\",\"deviceType\":\"fridge\",\"email\":\"a@b\"}"));
    }

    @Test
    void shouldWriteKeysOfThoseWhoWereErased() throws IOException {
        event("{\"visitorId\":\"v\",\"customerId\":\"c\",\"momentType\":\"m\",\"page\":\"p\",\"duration\":1}");
        batch.buffer().putLong(Frames.PERSONAL_DIGEST_OFFSET, 1, ByteOrder.LITTLE_ENDIAN);
        assertEquals("{\"sequence\":7,\"received\":99,\"visitorId\":\"" + hex("v") + "\",\"customerId\":\"" + hex("c")
            + "\",\"duration\":1}",
            text(json::writeEvent, batch.buffer(), 0));
    }

    private String hex(final String id) {
        return String.format(Locale.ROOT, "%016x", keys.key(Storefront.DEFAULT, id));
    }

    @Test
    void shouldWriteOddKeysSafely() throws IOException {
        final String fixed = "{\"sequence\":7,\"received\":99,\"visitorId\":\"v\",\"momentType\":\"m\"";
        assertEquals(fixed + ",\"a\":\"\uFFFD\"}", event("{\"visitorId\":\"v\",\"momentType\":\"m\",\"a\":\"\\ud800\"}"));
        final MomentWriter writer = new MomentWriter(keys);
        batch.clear();
        writer.begin(batch, Storefront.DEFAULT, Source.UDP_BINARY);
        writer.text(TextKind.VISITOR_ID, "v");
        writer.text(TextKind.NAME, "m");
        writer.extra(new byte[] {'?'}, 0, 1);
        assertNull(writer.finish());
        assertEquals("{\"sequence\":0,\"received\":0,\"visitorId\":\"v\",\"momentType\":\"m\",\"extra\":\"{?}\"}",
            text(json::writeEvent, batch.buffer(), 0));
    }

    @Test
    void shouldWriteADeadLetter() throws IOException {
        assertEquals("{\"sequence\":7,\"received\":99,\"index\":0,\"source\":\"http\",\"reason\":\"momentType: missing\","
            + "\"body\":\"{\\\"visitorId\\\":\\\"v\\\"}\"}", event("{\"visitorId\":\"v\"}"));
    }

    private int decide(final UnsafeBuffer frame, final String payload) {
        return decide(frame, payload, null);
    }

    private int decide(final UnsafeBuffer frame, final String payload, final LabelKind mark) {
        final DecisionEncoder encoder = new DecisionEncoder();
        encoder.wrapAndApplyHeader(frame, 0, new MessageHeaderEncoder());
        encoder.sequence(41).received(1_000).configDigest(0xABC).at(900).session(40).ordinal(2);
        encoder.visitorKey(keys.key(Storefront.DEFAULT, "v")).customerKey(keys.key(Storefront.DEFAULT, "c"));
        encoder.velocity(1).intent(0.1 + 0.2).profile(0.95).probability(1e-7).risk(0);
        encoder.status(Status.HELD_OUT).stage(Stage.POST_PURCHASE).urgency(Urgency.MEDIUM).cohort(Cohort.CONTROL);
        final DecisionEncoder.LabelsEncoder labels = encoder.labelsCount(mark == null ? 4 : 5);
        labels.next().kind(LabelKind.RULE).label("discount");
        labels.next().kind(LabelKind.ACTION_TYPE).label("offer");
        labels.next().kind(LabelKind.ACTION_ID).label("free_shipping");
        labels.next().kind(LabelKind.PAYLOAD).label(payload);
        if (mark != null) {
            labels.next().kind(mark).label("true");
        }
        return encoder.limit();
    }

    private static String decision(final String payload, final String visitor, final String sessionId, final String customer) {
        return "{\"sequence\":41,\"decisionId\":\"41.2\",\"rule\":\"discount\",\"action\":{\"type\":\"offer\",\"id\":\"free_shipping\","
            + "\"payload\":" + payload + "},\"visitor\":\"" + visitor + "\",\"session\":40," + sessionId + "\"customer\":\"" + customer
            + "\",\"at\":900,\"scores\":{\"velocity\":1,\"intent\":0.30000000000000004,\"profile\":0.95,\"probability\":1.0E-7,"
            + "\"urgency\":\"medium\",\"stage\":\"post_purchase\",\"risk\":0},\"cohort\":\"control\",\"status\":\"held_out\","
            + "\"config\":\"0000000000000abc\",\"received\":1000}";
    }

    @Test
    void shouldWriteADecision() throws IOException {
        final UnsafeBuffer frame = new UnsafeBuffer(new byte[Frames.MAX_FRAME_BYTES]);
        final int length = decide(frame, "{ \"pct\" : 10.0 }");
        event("{\"visitorId\":\"v\",\"customerId\":\"c\",\"sessionId\":\"s\",\"momentType\":\"m\"}");
        new DecisionIds().attach(batch.buffer(), 0, frame, 0, length);
        assertEquals(decision("{\"pct\":10.0}", "v", "\"sessionId\":\"s\",", "c"), text(json::writeDecision, frame, 0));
    }

    @Test
    void shouldWriteADecisionWithoutIdsAsSent() throws IOException {
        final UnsafeBuffer frame = new UnsafeBuffer(new byte[Frames.MAX_FRAME_BYTES]);
        final int length = decide(frame, "not JSON");
        event("{\"visitorId\":\"w\",\"momentType\":\"m\"}");
        new DecisionIds().attach(batch.buffer(), 0, frame, 0, length);
        assertEquals(decision("\"not JSON\"", hex("v"), "", hex("c")), text(json::writeDecision, frame, 0));
    }

    @Test
    void shouldSayThatADecisionWasMadeInShadow() throws IOException {
        final UnsafeBuffer frame = new UnsafeBuffer(new byte[Frames.MAX_FRAME_BYTES]);
        final int length = decide(frame, "1", LabelKind.SHADOW);
        event("{\"visitorId\":\"w\",\"momentType\":\"m\"}");
        new DecisionIds().attach(batch.buffer(), 0, frame, 0, length);
        assertEquals(decision("1", hex("v"), "", hex("c")).replace("\"held_out\",", "\"held_out\",\"shadow\":true,"),
            text(json::writeDecision, frame, 0));
    }

    @Test
    void shouldSayWhatATimerCaused() throws IOException {
        final UnsafeBuffer frame = new UnsafeBuffer(new byte[Frames.MAX_FRAME_BYTES]);
        DecisionIds.attachNone(frame, 0, decide(frame, "{}", LabelKind.TIMER));
        assertEquals(decision("{}", hex("v"), "", hex("c")).replace("\"at\":900", "\"at\":900,\"timer\":true"),
            text(json::writeDecision, frame, 0));
    }

    @Test
    void shouldWriteDoublesThatReadBackBitIdentical() throws IOException {
        for (final double value : new double[] {0.1, 1.0 / 3, 2.5e-300, 0.0, -0.0, -123.25, 20_000, 1e-320, 19_999.999999999996}) {
            event("{\"visitorId\":\"v\",\"momentType\":\"m\",\"scroll_velocity\":" + value + "}");
            final long before = Double.doubleToRawLongBits(value);
            event(text(json::writeEvent, batch.buffer(), 0));
            final double after = new MomentFrame().wrap(batch.buffer(), 0).number(Fact.SCROLL_VELOCITY);
            assertEquals(before, Double.doubleToRawLongBits(after), () -> "value " + value);
        }
    }
}
