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
import dev.inkling.journal.Storefronts;
import dev.inkling.journal.Utf8;
import dev.inkling.journal.codec.Source;

/**
 * Reads events in native JSON into frames: one object, an array, or values that each begin a line (NDJSON). An event that breaks a rule
 * becomes a dead letter in its place and its neighbours go on. So does a line that is no JSON, or nested too deep, among others: lines
 * behind it that begin with a blank, a quote or a bracket but <code>{</code> go with it. A body that is one such value, or an array
 * that is no JSON, puts nothing into the batch.
 *
 * <p>Strict RFC 8259 in UTF-8, a byte order mark in front allowed, but for numbers that are not finite: NaN and Infinity are read, so that
 * the field can be refused and the other events go on. A key may stand at top level or in {@code details}, which wins, in any
 * order; the last of equal keys counts; null is absent, and so is an empty string where any text would do; keys that are not interpreted
 * are kept with what they hold, e-mail addresses and phone numbers in them masked.
 *
 * <p>Not thread safe; one for each thread. A body costs the parser's own objects (about 1 KiB) and about 40 bytes an event; each key that
 * is not interpreted, alias, long number and refusal some more.
 */
public final class MomentJsonReader {
    /** Key of the nested object whose members win. */
    static final String DETAILS_KEY = "details";

    /** Of a key that is not interpreted, in a reason. */
    private static final int NAME_CHARS = 64;
    private static final Problem NOT_AN_OBJECT = new Problem("", "an event must be an object");

    private final EventShop shop;
    private final MomentWriter writer;
    private final DeadLetterWriter deadLetters = new DeadLetterWriter();
    private final Seen seen = new Seen();
    private final Extras extras = new Extras();
    private final Outcome outcome = new Outcome();
    /** Remembers the keys of the bodies read, so that none is decoded twice; made anew when it has seen one that it should not. */
    private JsonFactory parsers = StrictJson.bodies();
    private boolean longNames;
    /** Whether all numbers of the value that was skipped last are. */
    private boolean isFinite;
    private boolean isWhole;
    private boolean isFull;
    private byte[] body;
    private int base;
    private FrameBatch batch;
    private Source source;
    private int index;
    /** Frames that were there before the body. */
    private int before;
    /** The event that is read, or was read last. */
    private boolean isReading;
    private int elementStart;
    private int elementEnd;
    private int elementFrames;
    private boolean elementAccepted;
    /** Where and why it is no JSON. */
    private int brokenAt;
    private String brokenWhy;
    private boolean isBeyond;
    private int lineStart;

    /** Of one storefront's events. */
    public MomentJsonReader(final KeyMaker keys, final Storefront storefront) {
        this(keys, Storefronts.only(storefront));
    }

    /**
     * A reader of the events of some storefronts.
     *
     * @param keys        of this thread
     * @param storefronts that events may name
     */
    public MomentJsonReader(final KeyMaker keys, final Storefronts storefronts) {
        shop = new EventShop(storefronts);
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
        shop.begin();
        return readBody(json, offset, length, into, door);
    }

    /** Reads a body, with the storefronts that events may name from now on, and whose those are that name none: null refuses them. */
    public Outcome read(
        final byte[] json, final int offset, final int length, final FrameBatch into, final Source door, final Storefronts storefronts,
        final Storefront ofBody) {
        shop.begin(storefronts, ofBody);
        return readBody(json, offset, length, into, door);
    }

    private Outcome readBody(final byte[] json, final int offset, final int length, final FrameBatch into, final Source door) {
        body = json;
        batch = into;
        source = door;
        index = 0;
        before = into.count();
        outcome.clear();
        longNames = false;
        isWhole = true;
        final int end = offset + length;
        final int from = offset + StrictJson.byteOrderMark(json, offset, length);
        final int first = Lines.value(json, from, end);
        if (first == end) {
            outcome.malformed(json, offset, length, 0, "there is no value");
        } else if (json[first] == '[') {
            readArray(offset, from, end);
        } else {
            readLines(offset, from, end);
        }
        // Where a body broke off may stand a long key that was not looked at.
        if (longNames || !isWhole) {
            parsers = StrictJson.bodies();
        }
        return outcome;
    }

    /** One that is no JSON has no places where its events could be told apart. */
    private void readArray(final int offset, final int from, final int end) {
        final int invalid = Utf8.firstInvalid(body, from, end - from);
        if (invalid >= 0) {
            outcome.malformed(body, offset, end - offset, invalid - offset, "not UTF-8");
        } else if (!parse(from, end)) {
            refuseAll(offset, end);
        }
    }

    /** Values that each begin a line; what is no JSON harms its own line. */
    private void readLines(final int offset, final int from, final int end) {
        int at = from;
        int invalid = Utf8.firstInvalid(body, from, end - from);
        while (at < end) {
            final int to = invalid < 0 ? end : invalid;
            if (parse(at, to)) {
                if (invalid < 0) {
                    return;
                }
                breakOff(invalid, "not UTF-8", false);
            } else if (isFull) {
                refuseAll(offset, end);
                return;
            } else if (brokenAt >= to && invalid >= 0) {
                breakOff(invalid, "not UTF-8", false);
            }
            at = passLine(end);
            if (batch.count() == before && Lines.value(body, at, end) == end) {
                refuseAll(offset, end);
                return;
            }
            if (batch.count() == batch.capacity()) {
                isFull = true;
                refuseAll(offset, end);
                return;
            }
            refuse(new Problem("", brokenReason()), lineStart, Lines.trimmed(body, lineStart, at));
            index++;
            invalid = invalid < at && invalid >= 0 ? Utf8.firstInvalid(body, at, end - at) : invalid;
        }
    }

    private String brokenReason() {
        final String where = " at byte " + (brokenAt - lineStart) + " of it";
        return isBeyond ? brokenWhy + where : "not JSON" + where + ": " + brokenWhy;
    }

    /** Where the line that broke begins, and where the next one does. A value before it on the same line goes with it. */
    private int passLine(final int end) {
        lineStart = isReading ? elementStart : Lines.value(body, elementEnd, end);
        final int next = Lines.next(body, lineStart, end);
        if (!isReading && !Lines.begins(body, base, lineStart)) {
            lineStart = elementStart;
            batch.truncate(elementFrames);
            index--;
            if (elementAccepted) {
                outcome.takeBack();
            } else {
                outcome.rejections().takeBack();
            }
        }
        return next;
    }

    private void refuseAll(final int offset, final int end) {
        batch.truncate(before);
        if (isFull) {
            outcome.tooMany(batch.capacity() - before);
        } else if (isBeyond) {
            outcome.beyondLimit(body, offset, end - offset, brokenAt - offset, brokenWhy);
        } else {
            outcome.malformed(body, offset, end - offset, brokenAt - offset, brokenWhy);
        }
    }

    /** Reads what stands between two places; false when it broke off, be it for want of room. */
    private boolean parse(final int from, final int to) {
        base = from;
        isFull = false;
        isReading = false;
        elementEnd = from;
        try (JsonParser parser = parsers.createParser(body, from, to - from)) {
            isFull = !readAll(parser);
            return !isFull;
        } catch (final LimitException e) {
            breakOff(from + e.at(), e.getMessage(), true);
        } catch (final NotJsonException e) {
            breakOff(from + e.at(), e.getMessage(), false);
        } catch (final JsonProcessingException e) {
            breakOff(Lines.stray(body, from, from + StrictJson.place(e, to - from)), Reason.of(e), false);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
        return false;
    }

    private void breakOff(final int at, final String why, final boolean isLimit) {
        isWhole = false;
        brokenAt = at;
        brokenWhy = why;
        isBeyond = isLimit;
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
            if (!Lines.begins(body, base, base + start)) {
                throw new NotJsonException(start, "a line break is needed between values");
            }
            if (!readElement(parser, token)) {
                return false;
            }
        }
        return true;
    }

    private boolean readElement(final JsonParser parser, final JsonToken token) throws IOException {
        if (batch.count() == batch.capacity()) {
            return false;
        }
        isReading = true;
        elementStart = base + start(parser);
        elementFrames = batch.count();
        if (token == JsonToken.START_OBJECT) {
            elementAccepted = readEvent(parser);
            elementEnd = base + end(parser);
        } else {
            elementAccepted = false;
            elementEnd = base + skip(parser);
            refuse(NOT_AN_OBJECT, elementStart, elementEnd);
        }
        isReading = false;
        index++;
        return true;
    }

    private boolean readEvent(final JsonParser parser) throws IOException {
        seen.clear();
        extras.clear();
        writer.begin(batch, shop.beginEvent(), source);
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
        shop.find(seen, writer);
        Assembly.assemble(seen, extras, writer);
        extras.writeTo(writer, body);
        final Problem problem = writer.finish();
        if (problem == null) {
            outcome.accept();
        } else {
            refuse(problem, elementStart, base + end(parser));
        }
        return problem == null;
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
            isFinite = true;
            final int to = base + skip(parser);
            if (!isFinite) {
                writer.refuse(Utf8.wellFormed(name.substring(0, Math.min(name.length(), NAME_CHARS))), Seen.NOT_FINITE_REASON);
            }
            extras.put(level, name, from, value == JsonToken.VALUE_NULL ? from : to);
        }
    }

    private void refuse(final Problem problem, final int start, final int end) {
        outcome.rejections().add(index, problem);
        deadLetters.write(batch, index, shop.shop(), source, problem, body, start, end - start);
    }

    private int skip(final JsonParser parser) throws IOException {
        skipChildren(parser);
        parser.finishToken();
        return end(parser);
    }

    private void skipChildren(final JsonParser parser) throws IOException {
        final int found = StrictJson.skipChildren(parser);
        longNames |= (found & StrictJson.LONG_NAME) != 0;
        isFinite &= (found & StrictJson.NOT_FINITE) == 0;
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
