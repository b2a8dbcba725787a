package dev.inkling.journal.json;

import java.io.IOException;
import java.io.UncheckedIOException;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.inkling.journal.DeadLetterWriter;
import dev.inkling.journal.FrameBatch;
import dev.inkling.journal.KeyMaker;
import dev.inkling.journal.MomentWriter;
import dev.inkling.journal.Problem;
import dev.inkling.journal.Storefront;
import dev.inkling.journal.Utf8;
import dev.inkling.journal.codec.Source;

/**
 * Reads events in native JSON into frames: one object, an array, or values that each begin a line (NDJSON). An event that breaks a rule
 * becomes a dead letter in its place and its neighbours go on; a body that is not JSON puts nothing into the batch.
 *
 * <p>Strict RFC 8259 in UTF-8, a byte order mark in front allowed. A key may stand at top level or in {@code details}, which wins, in any
 * order; the last of equal keys counts; null is absent, and so is an empty string where any text would do; keys that are not interpreted
 * are kept with what they hold, e-mail addresses and phone numbers in them masked.
 *
 * <p>Not thread safe; one for each thread. A body costs the parser's own objects (about 1 KiB) and about 40 bytes an event; each key that
 * is not interpreted, alias, long number and refusal some more.
 */
public final class MomentJsonReader {
    /** Key of the nested object whose members win. */
    static final String DETAILS_KEY = "details";

    private static final Problem NOT_AN_OBJECT = new Problem("", "an event must be an object");

    private final Storefront storefront;
    private final MomentWriter writer;
    private final DeadLetterWriter deadLetters = new DeadLetterWriter();
    private final Seen seen = new Seen();
    private final Extras extras = new Extras();
    private final Outcome outcome = new Outcome();
    /** Remembers the keys of the bodies read, so that none is decoded twice; made anew when it has seen one that it should not. */
    private JsonFactory parsers = StrictJson.factory();
    private boolean longNames;
    private byte[] body;
    private int base;
    private FrameBatch batch;
    private Source source;
    private int index;

    /**
     * A reader of one storefront's events.
     *
     * @param keys       of this thread
     * @param storefront whose events
     */
    public MomentJsonReader(final KeyMaker keys, final Storefront storefront) {
        this.storefront = storefront;
        writer = new MomentWriter(keys);
    }

    /**
     * Reads a body and appends its frames to a batch, one for each event in the body's order.
     *
     * @param json   holds the body
     * @param offset of its first byte
     * @param length in bytes
     * @param into   takes the frames; its capacity bounds the events
     * @param door   that the body came in by
     * @return how it went, always the same object
     */
    public Outcome read(final byte[] json, final int offset, final int length, final FrameBatch into, final Source door) {
        final int before = into.count();
        body = json;
        batch = into;
        source = door;
        index = 0;
        outcome.clear();
        final int mark = StrictJson.byteOrderMark(json, offset, length);
        base = offset + mark;
        final int invalid = Utf8.firstInvalid(json, base, length - mark);
        if (invalid >= 0) {
            return outcome.malformed(json, offset, length, invalid - offset, "not UTF-8");
        }
        longNames = false;
        boolean isWhole = false;
        try (JsonParser parser = parsers.createParser(json, base, length - mark)) {
            final boolean fits = readAll(parser);
            isWhole = true;
            if (!fits) {
                into.truncate(before);
                return outcome.tooMany(into.capacity() - before);
            }
        } catch (final LimitException e) {
            into.truncate(before);
            outcome.beyondLimit(json, offset, length, mark + e.at(), e.getMessage());
        } catch (final NotJsonException e) {
            into.truncate(before);
            outcome.malformed(json, offset, length, mark + e.at(), e.getMessage());
        } catch (final JsonProcessingException e) {
            into.truncate(before);
            outcome.malformed(json, offset, length, mark + StrictJson.place(e, length - mark), Reason.of(e));
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            // Where a body broke off may stand a long key that was not looked at.
            if (longNames || !isWhole) {
                parsers = StrictJson.factory();
            }
        }
        return outcome;
    }

    /** What its parsers are made by, for tests. */
    JsonFactory parsers() {
        return parsers;
    }

    private boolean readAll(final JsonParser parser) throws IOException {
        try {
            return readValues(parser);
        } catch (final StreamConstraintsException e) {
            throw StrictJson.limit(parser, e);
        }
    }

    private boolean readValues(final JsonParser parser) throws IOException {
        JsonToken token = parser.nextToken();
        if (token == null) {
            throw new NotJsonException(0, "there is no value");
        }
        if (token == JsonToken.START_ARRAY) {
            for (token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
                if (!readElement(parser, token)) {
                    return false;
                }
            }
            if (parser.nextToken() != null) {
                throw new NotJsonException(start(parser), "something stands behind the array");
            }
            return true;
        }
        for (; token != null; token = parser.nextToken()) {
            final int start = start(parser);
            if (!beginsLine(start)) {
                throw new NotJsonException(start, "a line break is needed between values");
            }
            if (!readElement(parser, token)) {
                return false;
            }
        }
        return true;
    }

    /** Whether only blanks stand between a value and the line break or body's begin before it. */
    private boolean beginsLine(final int start) {
        int i = base + start - 1;
        while (i >= base && body[i] <= ' ' && body[i] != '\n') {
            i--;
        }
        return i < base || body[i] == '\n';
    }

    private boolean readElement(final JsonParser parser, final JsonToken token) throws IOException {
        if (batch.count() == batch.capacity()) {
            return false;
        }
        final int start = start(parser);
        if (token == JsonToken.START_OBJECT) {
            readEvent(parser, start);
        } else {
            final int end = skip(parser);
            refuse(NOT_AN_OBJECT, start, end);
        }
        index++;
        return true;
    }

    private void readEvent(final JsonParser parser, final int start) throws IOException {
        seen.clear();
        extras.clear();
        writer.begin(batch, storefront, source);
        boolean wrongDetails = false;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            if (DETAILS_KEY.equals(parser.currentName())) {
                final JsonToken value = parser.nextToken();
                seen.clearDetails();
                extras.clearDetails();
                wrongDetails = value != JsonToken.START_OBJECT && value != JsonToken.VALUE_NULL;
                if (value == JsonToken.START_OBJECT) {
                    readDetails(parser);
                } else {
                    skipChildren(parser);
                }
            } else {
                readMember(parser, Seen.TOP);
            }
        }
        if (wrongDetails) {
            writer.refuse(DETAILS_KEY, "expected an object");
        }
        Assembly.assemble(seen, extras, writer);
        extras.writeTo(writer, body);
        final Problem problem = writer.finish();
        if (problem == null) {
            outcome.accept();
        } else {
            refuse(problem, start, end(parser));
        }
    }

    private void readDetails(final JsonParser parser) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            readMember(parser, Seen.DETAILS);
        }
    }

    private void readMember(final JsonParser parser, final int level) throws IOException {
        final String name = parser.currentName();
        final Key key = Key.of(name);
        if (key != null && !key.isAlias()) {
            seen.put(level, key, parser, parser.nextToken());
            skipChildren(parser);
            return;
        }
        final int from = base + start(parser);
        final JsonToken value = parser.nextToken();
        if (key != null) {
            seen.put(level, key, parser, value);
            skipChildren(parser);
            seen.member(level, key, from, base + end(parser));
        } else {
            longNames |= StrictJson.isLong(name);
            final int to = base + skip(parser);
            extras.put(level, name, from, value == JsonToken.VALUE_NULL ? from : to);
        }
    }

    private void refuse(final Problem problem, final int start, final int end) {
        outcome.rejections().add(index, problem);
        deadLetters.write(batch, index, storefront, source, problem, body, base + start, end - start);
    }

    private int skip(final JsonParser parser) throws IOException {
        skipChildren(parser);
        parser.finishToken();
        return end(parser);
    }

    private void skipChildren(final JsonParser parser) throws IOException {
        longNames |= StrictJson.skipChildren(parser);
    }

    private static int start(final JsonParser parser) {
        return offset(parser.currentTokenLocation());
    }

    private static int end(final JsonParser parser) {
        return offset(parser.currentLocation());
    }

    private static int offset(final JsonLocation location) {
        return (int) location.getByteOffset();
    }
}
