package dev.inkling.journal;

import dev.inkling.journal.codec.Device;
import dev.inkling.journal.codec.Source;
import dev.inkling.journal.codec.TextKind;

/**
 * Writes what a storefront says about one moment as a frame, straight into a batch: {@link #begin}, setters in any order, {@link #finish}.
 * It applies every rule that an event must pass (what is required, limits, clamps, identity, keys), whatever door the event came in by.
 * Each setter replaces what an earlier call set; a text of no bytes is absent.
 *
 * <p>Beyond a frame's 1,024 bytes it leaves out, in this order: keys that are not interpreted, last given first; then descriptive strings,
 * last listed first, the last one that must give way cut at a code point if a part of it fits. Hashes are of the texts as kept. Ids are
 * never cut: an event whose ids are too long is refused.
 *
 * <p>Not thread safe; one for each thread. It allocates nothing for texts given as bytes, a problem and texts outside ASCII in
 * {@link #email} apart.
 */
public final class MomentWriter {
    private final KeyMaker keys;
    private final MomentTexts texts = new MomentTexts();
    private final ExtraMembers extra = new ExtraMembers();
    private final AmountTexts amounts = new AmountTexts();
    private final MomentValues values = new MomentValues();
    private final byte[] contact = new byte[Limits.CONTACT_BYTES];
    private FrameBatch batch;
    private Storefront storefront;
    private Problem problem;

    /**
     * A writer that makes keys under a secret.
     *
     * @param keys of this thread
     */
    public MomentWriter(final KeyMaker keys) {
        this.keys = keys;
    }

    /**
     * Begins an event and forgets any unfinished one.
     *
     * @param into takes the frame; it must have room for one more
     * @param shop whose event
     * @param door it came in by
     */
    public void begin(final FrameBatch into, final Storefront shop, final Source door) {
        batch = into;
        storefront = shop;
        problem = null;
        texts.clear();
        extra.clear();
        amounts.clear();
        values.clear(shop.number(), door.value());
    }

    /**
     * Sets whose event it is, in place of what {@link #begin} was told; before e-mail address and phone number, whose keys depend on it.
     *
     * @param shop whose event
     */
    public void storefront(final Storefront shop) {
        storefront = shop;
        values.storefront = shop.number();
    }

    /**
     * Sets a text: an id, the moment's name, or a descriptive string. {@link TextKind#DEVICE} may also be one of the known devices.
     *
     * @param kind   {@link TextKind#VISITOR_ID} to {@link TextKind#EXPERIMENT}
     * @param utf8   holds the text; what is not UTF-8 in it becomes U+FFFD
     * @param offset of its first byte
     * @param length in bytes
     */
    public void text(final TextKind kind, final byte[] utf8, final int offset, final int length) {
        texts.set(kind.value(), utf8, offset, length);
    }

    /**
     * Sets a text from a string; allocates its bytes.
     *
     * @param kind {@link TextKind#VISITOR_ID} to {@link TextKind#EXPERIMENT}
     * @param text lone surrogates become U+FFFD
     */
    public void text(final TextKind kind, final String text) {
        final byte[] utf8 = Utf8.bytes(text);
        texts.set(kind.value(), utf8, 0, utf8.length);
    }

    /**
     * Sets the kind of device.
     *
     * @param kind a text of {@link TextKind#DEVICE} that names a known one wins over it
     */
    public void device(final Device kind) {
        values.device = kind.value();
    }

    /**
     * Sets when it happened.
     *
     * @param epochMs by the sender's clock, {@link Limits#TIME_MIN_MS} to {@link Limits#TIME_MAX_MS}
     */
    public void timestamp(final long epochMs) {
        checkTime("timestamp", epochMs);
        values.timestamp = epochMs;
    }

    /**
     * Sets when it was sent.
     *
     * @param epochMs by the sender's clock, {@link Limits#TIME_MIN_MS} to {@link Limits#TIME_MAX_MS}
     */
    public void sentAt(final long epochMs) {
        checkTime(FieldNames.of(Fact.SENT_AT), epochMs);
        values.put(Fact.SENT_AT, epochMs);
    }

    private void checkTime(final String field, final long epochMs) {
        if (epochMs < Limits.TIME_MIN_MS || epochMs > Limits.TIME_MAX_MS) {
            refuse(field, "a time beyond the years 0 to 9999");
        }
    }

    /**
     * Sets a number; it is clamped to the fact's bounds.
     *
     * @param fact  {@link Fact#DURATION} to {@link Fact#QUANTITY}
     * @param value in the fact's unit; one that is not finite is refused
     */
    public void number(final int fact, final double value) {
        if (!Double.isFinite(value)) {
            refuse(FieldNames.of(fact), "not a finite number");
            return;
        }
        values.clamp(fact, value);
    }

    /**
     * Sets an amount of money.
     *
     * @param fact   {@link Fact#PRICE} or {@link Fact#REVENUE}
     * @param text   holds major units as JSON writes numbers, refused beyond {@link Limits#NUMBER_CHARS} of them
     * @param offset of its first byte
     * @param length in bytes
     */
    public void money(final int fact, final byte[] text, final int offset, final int length) {
        if (length > Limits.NUMBER_CHARS) {
            refuse(FieldNames.of(fact), "longer than " + Limits.NUMBER_CHARS + " characters");
            return;
        }
        if (!Double.isFinite(Decimals.toDouble(text, offset, length))) {
            refuse(FieldNames.of(fact), "not a finite number");
            return;
        }
        amounts.set(fact, text, offset, length);
    }

    /**
     * Sets an amount of money that is in minor units of the event's currency already.
     *
     * @param fact  {@link Fact#PRICE} or {@link Fact#REVENUE}
     * @param minor the amount
     */
    public void moneyMinor(final int fact, final long minor) {
        values.put(fact, minor);
    }

    /**
     * Sets the currency of both amounts.
     *
     * @param text   holds the code; anything but three ASCII letters is refused
     * @param offset of its first byte
     * @param length in bytes; 0 is absent
     */
    public void currency(final byte[] text, final int offset, final int length) {
        final int code = CurrencyCode.of(text, offset, length);
        if (code != CurrencyCode.NONE) {
            values.put(Fact.CURRENCY, code);
        } else if (length > 0) {
            refuse(FieldNames.of(Fact.CURRENCY), "expected three letters of ISO 4217");
        }
    }

    /**
     * Sets an e-mail address; only a key of it is kept.
     *
     * @param text   holds the address
     * @param offset of its first byte
     * @param length in bytes
     */
    public void email(final byte[] text, final int offset, final int length) {
        final int normal = Contact.email(text, offset, length, contact);
        if (normal > 0) {
            values.put(Fact.EMAIL_KEY, keys.emailKey(storefront, contact, 0, normal));
        } else if (normal < 0) {
            refuse(FieldNames.of(Fact.EMAIL_KEY), "longer than " + Limits.CONTACT_BYTES + " bytes");
        }
    }

    /**
     * Sets a phone number; only a key of it is kept.
     *
     * @param text   holds the number
     * @param offset of its first byte
     * @param length in bytes
     */
    public void phone(final byte[] text, final int offset, final int length) {
        final int normal = Contact.phone(text, offset, length, contact);
        if (normal > 0) {
            values.put(Fact.PHONE_KEY, keys.phoneKey(storefront, contact, 0, normal));
        } else if (normal < 0) {
            refuse(FieldNames.of(Fact.PHONE_KEY), "longer than " + Limits.CONTACT_BYTES + " digits");
        } else if (length > 0) {
            refuse(FieldNames.of(Fact.PHONE_KEY), "without a digit");
        }
    }

    /**
     * Adds a key that is not interpreted.
     *
     * @param member holds {@code "key":value} as JSON without white space between tokens
     * @param offset of its first byte
     * @param length in bytes
     */
    public void extra(final byte[] member, final int offset, final int length) {
        extra.add(member, offset, length);
    }

    /** Notes that there were more keys than are kept. */
    public void extraDropped() {
        extra.drop();
    }

    /**
     * Refuses the event, unless something refused it before.
     *
     * @param field  key that is at fault
     * @param reason in words
     */
    public void refuse(final String field, final String reason) {
        if (problem == null) {
            problem = new Problem(field, reason);
        }
    }

    /**
     * Writes the frame into the batch, or says why not.
     *
     * @return null when the frame is in the batch; otherwise the first problem, and the batch is as before
     */
    public Problem finish() {
        if (problem == null) {
            problem = MomentRules.checkIds(texts);
        }
        if (problem != null) {
            return problem;
        }
        MomentRules.makeKeys(texts, values, keys, storefront);
        MomentRules.readCodes(texts, values);
        amounts.resolve(values);
        MomentRules.fit(texts, values, extra);
        MomentRules.hash(texts, values);
        batch.commit(MomentLayout.write(batch.buffer(), batch.nextOffset(), values, texts, extra));
        return null;
    }
}
