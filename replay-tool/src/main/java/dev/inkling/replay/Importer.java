package dev.inkling.replay;

import java.nio.ByteOrder;

import dev.inkling.journal.DeadLetterWriter;
import dev.inkling.journal.FrameBatch;
import dev.inkling.journal.Frames;
import dev.inkling.journal.Problem;
import dev.inkling.journal.Storefront;
import dev.inkling.journal.codec.DeadLetterDecoder;
import dev.inkling.journal.codec.DeadLetterEncoder;
import dev.inkling.journal.codec.Source;
import dev.inkling.journal.json.MomentJsonReader;
import dev.inkling.journal.json.Outcome;
import dev.inkling.replay.source.BadLineException;
import dev.inkling.replay.source.JsonLine;
import dev.inkling.replay.source.LineFormat;
import dev.inkling.replay.source.LineReader;
import dev.inkling.ring.Intake;
import org.agrona.DirectBuffer;

/**
 * Puts the lines of a file through the engine in their order, on the caller's thread, by the same reader of native JSON that takes posted
 * bodies. A line that cannot be used becomes a dead letter whose index is the line's number.
 */
final class Importer implements Intake.Results {
    /** Frames given to the engine at a time. */
    private static final int OFFER_FRAMES = 64;
    /** Most events of one line: an array may stand on it. */
    private static final int LINE_FRAMES = 64;
    private static final int INDEX_OFFSET = Frames.HEADER_BYTES + DeadLetterEncoder.indexEncodingOffset();

    private final LineFormat lines;
    private final MomentJsonReader reader;
    private final Intake intake;
    private final BadLines bad;
    private final JsonLine json = new JsonLine();
    private final FrameBatch batch = new FrameBatch(OFFER_FRAMES + LINE_FRAMES);
    private final DeadLetterWriter deadLetters = new DeadLetterWriter();
    private long read;
    private long accepted;
    private long duplicates;

    /**
     * An importer of one file.
     *
     * @param lines  what its lines mean
     * @param reader of native JSON
     * @param intake of a pipeline that runs on the caller's thread
     * @param bad    takes note of lines that cannot be used
     */
    Importer(final LineFormat lines, final MomentJsonReader reader, final Intake intake, final BadLines bad) {
        this.lines = lines;
        this.reader = reader;
        this.intake = intake;
        this.bad = bad;
    }

    /**
     * Takes one line. Its events go to the engine with those of other lines, at the latest by {@link #flush()}.
     *
     * @param line the reader, standing on it
     */
    void take(final LineReader line) {
        try {
            if (lines.toJson(line, json)) {
                takeJson(line);
            }
        } catch (final BadLineException e) {
            refuse(line, e.getMessage());
        }
        if (batch.count() >= OFFER_FRAMES) {
            flush();
        }
    }

    /** Gives what was read to the engine, and waits for it. */
    void flush() {
        if (batch.count() == 0) {
            return;
        }
        final Intake.Offer offer = intake.offer(batch, 0, 0);
        if (offer != Intake.Offer.TAKEN) {
            throw new UserException("the engine stopped taking events (" + offer + "); what was imported before stands in the journal");
        }
        intake.drain(this);
        batch.clear();
    }

    /**
     * Events read so far, dead letters apart.
     *
     * @return count
     */
    long read() {
        return read;
    }

    /**
     * Events that are new in the journal, up to the last {@link #flush()}.
     *
     * @return count
     */
    long accepted() {
        return accepted;
    }

    /**
     * Events whose ids the journal knew, up to the last {@link #flush()}.
     *
     * @return count
     */
    long duplicates() {
        return duplicates;
    }

    @Override
    public void onComplete(final int request, final int generation, final int acceptedNow, final int duplicatesNow, final int refused,
                           final Intake.Durability durability) {
        if (refused > 0) {
            throw new UserException("the journal refused " + refused + " events; what was imported before stands in it");
        }
        accepted += acceptedNow;
        duplicates += duplicatesNow;
    }

    @Override
    public void onDecision(final int request, final int generation, final DirectBuffer frame, final int offset, final int length,
                           final boolean replayed, final long latencyNanos) {
        // decisions stand in the journal; nobody waits for them here
    }

    @Override
    public void onVisitor(final int request, final int generation, final DirectBuffer state, final int offset, final int length) {
        throw new IllegalStateException("nothing was asked");
    }

    private void takeJson(final LineReader line) {
        final int before = batch.count();
        final Outcome outcome = reader.read(json.array(), 0, json.length(), batch, Source.IMPORT);
        if (outcome.status() != Outcome.Status.OK) {
            refuse(line, outcome.message());
            return;
        }
        read += outcome.accepted();
        if (outcome.rejections().count() > 0) {
            final String field = outcome.rejections().field(0);
            bad.add(line.number(), (field.isEmpty() ? "" : field + ": ") + outcome.rejections().reason(0));
            for (int i = before; i < batch.count(); i++) {
                numberDeadLetter(i, line.number());
            }
        }
    }

    private void refuse(final LineReader line, final String reason) {
        bad.add(line.number(), reason);
        deadLetters.write(batch, index(line.number()), Storefront.DEFAULT, Source.IMPORT, new Problem("", reason),
            line.bytes(), 0, line.length());
    }

    private void numberDeadLetter(final int frame, final long line) {
        final int at = batch.offset(frame);
        if (Frames.templateId(batch.buffer(), at) == DeadLetterDecoder.TEMPLATE_ID) {
            batch.buffer().putInt(at + INDEX_OFFSET, index(line), ByteOrder.LITTLE_ENDIAN);
        }
    }

    /** An unsigned 32-bit field. */
    private static int index(final long line) {
        return (int) Math.min(line, 0xFFFF_FFFEL);
    }
}
