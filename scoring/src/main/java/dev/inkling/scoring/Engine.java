package dev.inkling.scoring;

import dev.inkling.scoring.rules.FactPlan;
import dev.inkling.scoring.rules.RuleSet;
import java.util.Objects;

/**
 * Scores moments and decides (SPEC 4 to 6): the part of the state machine that knows what a moment means. Everything it does follows from
 * its settings and from the order of calls; nothing else is read. Confined to one thread. Allocates nothing but in its constructor,
 * in {@link #configure} and in {@link #under}.
 *
 * <p>For each event: {@link #onTimers}, {@link #onTimersOf} and {@link #onTime} with the time it was received, then {@link #onMoment}, or
 * {@link #linkCustomer} alone when it is late.
 */
public final class Engine {
    /** Most moments that are fetched for at a time. */
    public static final int MOST_FETCHED = 64;

    /** Version of what {@link #save} writes. */
    static final int LAYOUT_VERSION = 3;

    private final SessionTable sessions;
    private final Expiry expiry;
    private final Scorer scorer;
    private final Triggers triggers;
    private final Timers timers;
    private final DueTimers dueTimers;
    private final VisitorReader reader;
    private final Fetcher fetcher;
    private final ConversionScorer conversion;
    private final Reconfiguration reconfiguration;
    private final int storefronts;
    private EngineSettings settings;
    private FactTable facts;
    private Catalogue catalogue;
    private Model model;
    private RuleSet rules;
    private Explainer explainer;
    private long evicted;

    /**
     * Allocates the tables.
     *
     * @param settings capacities, and what else decides
     */
    public Engine(final EngineSettings settings) {
        this.settings = settings;
        storefronts = settings.storefronts().size();
        sessions = new SessionTable(settings.visitors());
        reconfiguration = new Reconfiguration(sessions, settings.visitors());
        timers = new Timers(sessions, settings.limits().timers());
        expiry = new Expiry(settings, sessions, timers);
        scorer = new Scorer(settings);
        conversion = new ConversionScorer(settings.visitors());
        triggers = new Triggers(settings, sessions, conversion);
        reader = new VisitorReader(settings, scorer, conversion);
        dueTimers = new DueTimers(settings, sessions, timers, reader, triggers);
        fetcher = new Fetcher(sessions, dueTimers);
    }

    /** Puts a catalogue and rules in force, and no model: see {@link #configure(Catalogue, Model, RuleSet)}. */
    public void configure(final Catalogue inForce, final RuleSet rulesInForce) {
        configure(inForce, null, rulesInForce);
    }

    /**
     * Puts a catalogue, a model and rules in force, from the next moment on. What is known of visitors stays, by the names of types; facts
     * of a type that rules name for the first time count from here. May allocate.
     *
     * @param inForce      catalogue
     * @param modelInForce read with that catalogue; null for none: the profile is the probability then
     * @param rulesInForce compiled with that catalogue
     * @throws IllegalArgumentException when a rule is for a storefront that there is not; then nothing has changed
     */
    public void configure(final Catalogue inForce, final Model modelInForce, final RuleSet rulesInForce) {
        Objects.requireNonNull(inForce, "catalogue");
        triggers.check(rulesInForce);
        facts = reconfiguration.apply(facts, catalogue, rulesInForce.factPlan(), inForce);
        catalogue = inForce;
        model = modelInForce;
        rules = rulesInForce;
        scorer.configure(inForce);
        conversion.configure(inForce, modelInForce, rulesInForce, sessions.fresh());
        triggers.configure(inForce, rulesInForce);
        timers.configure(rulesInForce, triggers.storefronts());
    }

    /**
     * Timers come due, before anything else happens at this time: at most as many as the settings allow at a frame.
     *
     * @param received ms; never before the one of the last call
     * @param sink     takes the decisions that follow: of any visitor, at the times the timers were due for
     */
    public void onTimers(final long received, final DecisionSink sink) {
        dueTimers.onTime(received, catalogue, facts, sink);
    }

    /**
     * Whatever of a visitor's timers is due and was left comes before anything that she does. To be called between {@link #onTimers} and
     * {@link #onMoment}.
     *
     * @param visitorKey browser or device
     * @param received   ms, as given to {@link #onTimers}
     * @param sink       takes the decisions that follow
     */
    public void onTimersOf(final long visitorKey, final long received, final DecisionSink sink) {
        dueTimers.ofVisitor(visitorKey, received, catalogue, facts, sink);
    }

    /**
     * Whether timers are left that are due: there were more than one frame handles.
     *
     * @param received ms, as given last
     * @return whether the next frame has timers to handle already
     */
    public boolean areTimersDue(final long received) {
        return dueTimers.isDue(received);
    }

    /**
     * Takes over other settings, from the next moment on: holdout and limits of what rules may do together. All that is remembered stays.
     *
     * @param others that differ from those in force in no capacity, nor in what a session is, nor in the storefronts
     */
    public void adopt(final EngineSettings others) {
        settings = others;
        triggers.adopt(others);
        dueTimers.adopt(others);
    }

    /**
     * An engine under other settings, capacities too, that goes on from what this one remembers, which must not be used any more. Where not
     * all has room, the visitors heard of last, what rules were asked for last and the timers due first stay; the rest is counted as
     * evicted and dropped. Allocates all tables: both engines are alive meanwhile.
     *
     * @param others that name the same storefronts by the same numbers, and perhaps more
     * @return with the same catalogue, model and rules in force; it decides what one would that had these settings all along
     */
    public Engine under(final EngineSettings others) {
        final Engine next = new Engine(others);
        if (catalogue != null) {
            next.configure(catalogue, model, rules);
            next.takeOver(this);
        }
        return next;
    }

    private void takeOver(final Engine other) {
        final int[] slotOf = sessions.takeOver(other.sessions);
        evicted = other.evicted + other.visitors() - visitors();
        expiry.takeOver(other.expiry, slotOf);
        facts.takeOver(other.facts, slotOf);
        scorer.takeOver(other.scorer);
        conversion.takeOver(other.conversion, slotOf);
        triggers.takeOver(other.triggers);
        timers.takeOver(other.timers, slotOf);
        dueTimers.takeOver(other.dueTimers);
    }

    /**
     * Time passes: sessions end, visitors are forgotten.
     *
     * @param received ms; never before the one of the last call
     */
    public void onTime(final long received) {
        expiry.onTime(received);
    }

    /**
     * A moment that is neither late nor a duplicate.
     *
     * @param moment what happened; read during the call only
     * @param sink   takes the decisions that follow from it
     */
    public void onMoment(final Moment moment, final DecisionSink sink) {
        if (catalogue == null) {
            throw new IllegalStateException("moment " + moment.sequence + " before any catalogue and rules are in force");
        }
        moment.check(storefronts);
        final int type = catalogue.typeOf(moment.nameHash);
        final int slot = heardOf(moment.visitorKey, moment.customerKey, moment.storefront, moment.received);
        final long[] r = sessions.words(slot);
        final int at = sessions.at(slot);
        final TimersView timersBefore = explainer == null ? null : timers.view(slot);
        scorer.onMoment(r, at, moment, type);
        final MomentScores scores = scorer.scores();
        conversion.onMoment(slot, r, at, moment, scores);
        expiry.onMoment(slot, r, at, scores.newSession, moment.received);
        final boolean remembered = facts.asksFor(type);
        if (remembered || triggers.readsFacts(type)) {
            facts.present(slot, scores.session, type);
            if (remembered) {
                facts.remember(moment.occurred, moment.duration);
            }
        }
        triggers.onMoment(r, at, moment, scores, facts, sink, explainer);
        if (explainer != null) {
            timersBefore.onMoment(moment, type, explainer);
            explainer.end();
        } else if (timers.concerns(r, at, type)) {
            timers.onMoment(slot, moment, type);
        }
    }

    /** Has an explainer told of each moment that follows; null for none. Decisions and state stay what they are; it allocates. */
    public void explainTo(final Explainer listener) {
        explainer = listener;
    }

    /** Has a meter measure the rules from now on; null for none. Decisions and state stay what they are. */
    public void meterBy(final RuleMeter meter) {
        triggers.meterBy(meter);
    }

    /**
     * Asks memory for what some moments will take, for all of them at once: the wait for one is then the wait for all. Changes nothing, and
     * nothing depends on it. May be called before the moments are given, best a few dozen of them before.
     *
     * @param visitorKeys of the moments to come
     * @param nameHashes  of their names
     * @param count       how many, at most {@link #MOST_FETCHED}
     */
    public void fetch(final long[] visitorKeys, final long[] nameHashes, final int count) {
        fetcher.fetch(visitorKeys, nameHashes, count, catalogue, facts);
    }

    /**
     * Links a visitor with a customer, without a moment: what remains of a late event.
     *
     * @param visitorKey  browser or device
     * @param customerKey signed-in shopper; 0 links nothing
     * @param storefront  number
     * @param received    ms
     */
    public void linkCustomer(final long visitorKey, final long customerKey, final int storefront, final long received) {
        if (customerKey != 0) {
            expiry.onSeen(heardOf(visitorKey, customerKey, storefront, received), received);
        }
    }

    /** What the latest moment was scored: reused, valid until the next moment. */
    public MomentScores scores() {
        return scorer.scores();
    }

    /**
     * Looks a visitor up. Changes nothing.
     *
     * @param visitorKey browser or device
     * @param at         time at which decaying scores are read, epoch ms
     * @param out        filled when the visitor is known
     * @return whether it is
     */
    public boolean readVisitor(final long visitorKey, final long at, final VisitorSnapshot out) {
        final int slot = sessions.find(visitorKey);
        if (slot == SessionTable.NONE) {
            return false;
        }
        out.visitorKey = visitorKey;
        reader.read(sessions.words(slot), sessions.at(slot), at, catalogue, out);
        return true;
    }

    /**
     * The catalogue in force.
     *
     * @return null before the first {@link #configure}
     */
    public Catalogue catalogue() {
        return catalogue;
    }

    /** The settings, as given or adopted last. */
    public EngineSettings settings() {
        return settings;
    }

    /** Visitors remembered. */
    public int visitors() {
        return sessions.size();
    }

    /**
     * A count of what happened, since the engine was made.
     *
     * @param what to count
     * @return count; for {@link EngineCount#SESSIONS_ACTIVE} as of now
     */
    public long count(final EngineCount what) {
        return switch (what) {
            case SESSIONS_STARTED -> expiry.started();
            case SESSIONS_RESUMED -> expiry.resumed();
            case SESSIONS_ENDED -> expiry.ended();
            case SESSIONS_ACTIVE -> expiry.started() + expiry.resumed() - expiry.ended();
            case VISITORS_EVICTED -> evicted;
            case VISITORS_EXPIRED -> expiry.expired();
            case CADENCE_EVICTED -> triggers.cadence().table().evicted();
            case TIMERS_SET, TIMERS_PENDING, TIMERS_DUE, TIMERS_TAKEN_BACK, TIMERS_EXPIRED, TIMERS_DROPPED, TIMERS_NOT_SET ->
                dueTimers.count(what);
            case OTHER_CURRENCY -> scorer.purse().otherCurrency();
            default -> triggers.count(what);
        };
    }

    /**
     * Saves all that has influence on what follows, settings, catalogue and rules aside. Changes nothing. May be called between calls of
     * any other method.
     *
     * @param out takes it; some 900 bytes and the facts of each visitor, 148 of each entry of the cadence table, and some 40 of each timer
     */
    public void save(final StateOutput out) {
        out.section("engine");
        out.putInt(VisitorLayout.WORDS);
        out.putLong(evicted);
        sessions.save(out);
        expiry.save(out);
        out.putInt(facts == null ? 0 : 1);
        if (facts != null) {
            facts.save(out, sessions.fresh());
        }
        scorer.save(out);
        conversion.save(out, sessions.fresh());
        triggers.save(out);
        timers.save(out);
        dueTimers.save(out);
    }

    /**
     * Loads what {@link #save} saved. After an exception the engine must not be used.
     *
     * @param in            gives it
     * @param layoutVersion that it was saved with; 3 is the only one that is read
     * @throws StateException        when it is damaged, or comes of other settings, another catalogue or other rules
     * @throws IllegalStateException when this engine has done more than to be configured with the catalogue and rules that were in force
     */
    public void load(final StateInput in, final int layoutVersion) throws StateException {
        if (sessions.fresh() > 0) {
            throw new IllegalStateException("a state is loaded into an engine that has seen moments");
        }
        if (layoutVersion != LAYOUT_VERSION) {
            throw in.damaged("layout version " + layoutVersion + ", expected " + LAYOUT_VERSION);
        }
        in.section("engine");
        in.getInt("words of a visitor", VisitorLayout.WORDS, VisitorLayout.WORDS);
        evicted = in.getLong();
        sessions.load(in, new RecordCheck(catalogue == null ? 0 : catalogue.types(), storefronts));
        expiry.load(in);
        final int rules = facts == null ? 0 : 1;
        in.getInt("sets of rules in force", rules, rules);
        if (facts != null) {
            facts.load(in, sessions.fresh());
        }
        scorer.load(in);
        conversion.load(in, sessions.fresh());
        triggers.load(in);
        timers.load(in);
        dueTimers.load(in);
    }

    /**
     * What a visitor's facts take under the rules in force, and what else is kept of her for them.
     *
     * @return bytes
     */
    public int factBytes() {
        return FactTable.bytes(facts == null ? FactPlan.EMPTY : facts.plan()) + conversion.bytes();
    }

    /** Slot of a visitor who is active now; the least recently active makes room for a new one. */
    private int heardOf(final long visitorKey, final long customerKey, final int storefront, final long received) {
        int slot = sessions.find(visitorKey);
        if (slot == SessionTable.NONE) {
            slot = welcome(visitorKey, storefront, received);
        } else {
            sessions.touch(slot);
        }
        if (customerKey != 0) {
            sessions.words(slot)[sessions.at(slot) + VisitorLayout.CUSTOMER] = customerKey;
        }
        return slot;
    }

    private int welcome(final long visitorKey, final int storefront, final long received) {
        if (sessions.isFull()) {
            final int oldest = sessions.oldest();
            expiry.onRemoval(oldest);
            sessions.remove(oldest);
            evicted++;
        }
        final int slot = sessions.add(visitorKey, storefront);
        expiry.onArrival(received);
        facts.clear(slot);
        conversion.clear(slot);
        return slot;
    }
}
