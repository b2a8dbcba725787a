package dev.inkling.perf.crash;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

/**
 * What the server said of a batch, as it was recorded.
 *
 * @param batch      what was sent
 * @param again      whether it had been acknowledged before, and so must count nothing now
 * @param status     of the reply
 * @param accepted   events, as the reply says
 * @param duplicates events, as the reply says
 * @param rejected   events, as the reply says
 * @param durability as the reply says
 * @param truncated  whether there were more decisions than the reply shows
 * @param decisions  as they came, by decision id, without what only a reply has
 */
record Acknowledgement(Batch batch, boolean again, int status, int accepted, int duplicates, int rejected, String durability,
                       boolean truncated, Map<String, String> decisions) {
    private static final int OK = 200;

    /** Writes one line; the body of a refusal is of no interest. */
    static void write(final JsonGenerator json, final Batch batch, final boolean again, final HttpPost.Reply reply) throws IOException {
        json.writeStartObject();
        json.writeNumberField("first", batch.first());
        json.writeNumberField("count", batch.count());
        json.writeBooleanField("again", again);
        json.writeNumberField("status", reply.status());
        json.writeFieldName("reply");
        json.writeRawValue(reply.status() == OK ? reply.body() : "{}");
        json.writeEndObject();
    }

    /** Reads an object whose first brace is the parser's current token. */
    static Acknowledgement read(final JsonParser parser) throws IOException {
        long first = -1;
        int count = 0;
        boolean again = false;
        int status = 0;
        Reply reply = new Reply();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            final String field = parser.currentName();
            parser.nextToken();
            switch (field) {
                case "first" -> first = parser.getLongValue();
                case "count" -> count = parser.getIntValue();
                case "again" -> again = parser.getBooleanValue();
                case "status" -> status = parser.getIntValue();
                default -> reply = Reply.read(parser);
            }
        }
        return new Acknowledgement(new Batch(first, count), again, status, reply.accepted, reply.duplicates, reply.rejected,
            reply.durability, reply.truncated, reply.decisions);
    }

    /** The server's reply while it is read. */
    private static final class Reply {
        private final Map<String, String> decisions = new LinkedHashMap<>();
        private int accepted;
        private int duplicates;
        private int rejected;
        private String durability = "";
        private boolean truncated;

        static Reply read(final JsonParser parser) throws IOException {
            final Reply reply = new Reply();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                final String field = parser.currentName();
                parser.nextToken();
                switch (field) {
                    case "accepted" -> reply.accepted = parser.getIntValue();
                    case "duplicates" -> reply.duplicates = parser.getIntValue();
                    case "durability" -> reply.durability = parser.getText();
                    case "truncated" -> reply.truncated = parser.getBooleanValue();
                    case "rejected" -> {
                        while (parser.nextToken() != JsonToken.END_ARRAY) {
                            parser.skipChildren();
                            reply.rejected++;
                        }
                    }
                    case "decisions" -> {
                        while (parser.nextToken() != JsonToken.END_ARRAY) {
                            reply.add(FlatJson.read(parser));
                        }
                    }
                    default -> parser.skipChildren();
                }
            }
            return reply;
        }

        private void add(final SortedMap<String, Object> decision) {
            decision.remove("replayed");
            decision.remove("latencyMicros");
            decisions.put(String.valueOf(decision.get("decisionId")), decision.toString());
        }
    }
}
