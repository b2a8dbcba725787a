package dev.inkling.ingest.demo;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

/**
 * The reply to {@code POST /v1/events}.
 *
 * @param accepted   events journaled
 * @param duplicates events journaled before
 * @param rejected   events refused for their content
 * @param decisions  those that the events caused
 */
record EventsReply(int accepted, int duplicates, int rejected, List<DecisionNote> decisions) {
    private static final JsonFactory JSON = new JsonFactory();

    static EventsReply parse(final String text) throws IOException {
        int accepted = 0;
        int duplicates = 0;
        int rejected = 0;
        final List<DecisionNote> decisions = new ArrayList<>();
        try (JsonParser parser = JSON.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("a reply that is no object");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                final String field = parser.currentName();
                parser.nextToken();
                switch (field) {
                    case "accepted" -> accepted = parser.getIntValue();
                    case "duplicates" -> duplicates = parser.getIntValue();
                    case "rejected" -> rejected = countObjects(parser);
                    case "decisions" -> readDecisions(parser, decisions);
                    default -> parser.skipChildren();
                }
            }
        }
        return new EventsReply(accepted, duplicates, rejected, List.copyOf(decisions));
    }

    private static int countObjects(final JsonParser parser) throws IOException {
        int count = 0;
        while (parser.nextToken() == JsonToken.START_OBJECT) {
            parser.skipChildren();
            count++;
        }
        return count;
    }

    private static void readDecisions(final JsonParser parser, final List<DecisionNote> decisions) throws IOException {
        while (parser.nextToken() == JsonToken.START_OBJECT) {
            final Map<String, String> values = new HashMap<>();
            readObject(parser, "", values);
            decisions.add(new DecisionNote(values.get("rule"), values.getOrDefault("action.type", ""),
                values.getOrDefault("action.id", ""), values.getOrDefault("action.channel", ""), values.getOrDefault("visitor", ""),
                values.getOrDefault("status", ""), Double.parseDouble(values.getOrDefault("scores.intent", "0")),
                values.getOrDefault("scores.stage", ""), values.getOrDefault("scores.urgency", ""),
                Math.round(Double.parseDouble(values.getOrDefault("latencyMicros", "0")))));
        }
    }

    /** Flattens an object into dotted keys. */
    private static void readObject(final JsonParser parser, final String prefix, final Map<String, String> values)
        throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            final String key = prefix + parser.currentName();
            final JsonToken token = parser.nextToken();
            if (token == JsonToken.START_OBJECT) {
                readObject(parser, key + '.', values);
            } else if (token == JsonToken.START_ARRAY) {
                parser.skipChildren();
            } else if (token != JsonToken.VALUE_NULL) {
                values.put(key, parser.getText());
            }
        }
    }
}
