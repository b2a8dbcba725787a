package dev.inkling.scoring.rules;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * The rules in force, compiled: immutable, and evaluated without allocation. Rules are numbered as they stand in the file.
 */
public final class RuleSet {
    /** Most rules in a set; each costs about one look per moment that concerns it. */
    public static final int MAX_RULES = 1_000;
    private static final int[] NO_RULES = {};
    /** A set without rules. */
    public static final RuleSet EMPTY = new RuleSet(List.of(), new Condition[0], new int[0][], FactPlan.EMPTY, 0);

    private final Rule[] rules;
    private final Condition[] conditions;
    private final int[][] concerning;
    private final int[] concerningAny;
    private final int[][] setBy;
    private final int[][] takenBackBy;
    private final int[] timed;
    /** Of each type: what the rules that look at it read. */
    private final int[] reads;
    private final int readsAny;
    private final int readsInAll;
    private final FactPlan factPlan;
    private final Bounds.Flat bounds;
    private final LookBack lookBack;

    /** Puts a set together whose rules do not look back. */
    public RuleSet(
        final List<Rule> rules, final Condition[] conditions, final int[][] looksAt, final FactPlan factPlan, final int types) {
        this(rules, conditions, looksAt, factPlan, types, LookBack.NONE);
    }

    /**
     * Puts a set together.
     *
     * @param rules      in file order, at most {@link #MAX_RULES}
     * @param conditions of each rule
     * @param looksAt    types that each rule looks at; null where it looks at every type
     * @param factPlan   facts that the conditions read
     * @param types      how many types the catalogue has
     * @param lookBack   the longest time that any of the rules looks back or waits
     */
    public RuleSet(
        final List<Rule> rules, final Condition[] conditions, final int[][] looksAt, final FactPlan factPlan, final int types,
        final LookBack lookBack) {
        if (rules.size() > MAX_RULES || rules.size() != conditions.length || rules.size() != looksAt.length) {
            throw new IllegalArgumentException("rules " + rules.size() + ", conditions " + conditions.length
                + ", looksAt " + looksAt.length + ", limit " + MAX_RULES);
        }
        this.rules = rules.toArray(new Rule[0]);
        this.conditions = conditions.clone();
        this.factPlan = factPlan;
        this.bounds = new Bounds.Flat(Arrays.stream(conditions).map(RuleSet::boundsOf).toList());
        this.lookBack = lookBack;
        final int[] order = IntStream.range(0, rules.size())
            .filter(i -> this.rules[i].enabled())
            .boxed()
            .sorted(Comparator.comparingInt((Integer i) -> this.rules[i].priority()).reversed().thenComparingInt(i -> i))
            .mapToInt(i -> i)
            .toArray();
        final int[] atMoments = Arrays.stream(order).filter(i -> this.rules[i].after() == null).toArray();
        this.concerningAny = Arrays.stream(atMoments).filter(i -> looksAt[i] == null).toArray();
        this.concerning = new int[types][];
        this.setBy = new int[types][];
        this.takenBackBy = new int[types][];
        for (int type = 0; type < types; type++) {
            final int present = type;
            concerning[type] = concerning(type, atMoments, looksAt);
            setBy[type] = timed(order, after -> after.moments().contains(present));
            takenBackBy[type] = timed(order, after -> after.unless().contains(present));
        }
        this.timed = timed(order, after -> true);
        this.readsAny = reads(concerningAny);
        this.readsInAll = reads(order);
        this.reads = Arrays.stream(concerning).mapToInt(this::reads).toArray();
    }

    private static Bounds boundsOf(final Condition condition) {
        final Bounds bounds = new Bounds();
        condition.tellBounds(bounds);
        return bounds;
    }

    private int[] concerning(final int type, final int[] order, final int[][] looksAt) {
        final int[] found = Arrays.stream(order)
            .filter(i -> looksAt[i] == null || Arrays.stream(looksAt[i]).anyMatch(t -> t == type))
            .toArray();
        return found.length == concerningAny.length ? concerningAny : found;
    }

    private int[] timed(final int[] order, final Predicate<After> which) {
        return Arrays.stream(order).filter(i -> rules[i].after() != null && which.test(rules[i].after())).toArray();
    }

    private int reads(final int[] some) {
        return Arrays.stream(some).map(i -> conditions[i].reads()).reduce(Reads.NOTHING, (a, b) -> a | b);
    }

    /**
     * Refuses rules for a storefront that there is not.
     *
     * @param storefronts that there are
     * @param file        what the rules' file is called in messages
     * @throws RuleException with the place of the first that is for another
     */
    public void requireStorefronts(final List<String> storefronts, final String file) throws RuleException {
        for (final Rule rule : rules) {
            if (rule.storefront() != null && !storefronts.contains(rule.storefront())) {
                throw new RuleException(file, rule.forWhere().line(), rule.forWhere().column(), "rule \"" + rule.name()
                    + "\" is for storefront \"" + rule.storefront() + "\"; expected one of " + String.join(", ", storefronts)
                    + Nearest.hint(rule.storefront(), storefronts));
            }
        }
    }

    /**
     * What the rules that look at a type read, together. Allocates nothing.
     *
     * @param type of the catalogue
     * @return bits of {@link Reads}
     */
    public int reads(final int type) {
        return type >= 0 && type < reads.length ? reads[type] : readsAny;
    }

    /**
     * What one rule reads. Allocates nothing.
     *
     * @param rule 0 to {@link #size()} - 1
     * @return bits of {@link Reads}
     */
    public int readsOf(final int rule) {
        return conditions[rule].reads();
    }

    /**
     * What all enabled rules read, together.
     *
     * @return bits of {@link Reads}
     */
    public int reads() {
        return readsInAll;
    }

    /**
     * What must be remembered of a visitor for these rules.
     *
     * @return the plan
     */
    public FactPlan factPlan() {
        return factPlan;
    }

    /**
     * How long a visitor has to be remembered for these rules.
     *
     * @return the longest time that any of them looks back or waits, disabled ones included, and where it stands
     */
    public LookBack lookBack() {
        return lookBack;
    }

    /**
     * How many rules there are, disabled ones included.
     *
     * @return count, 0 to {@link #MAX_RULES}
     */
    public int size() {
        return rules.length;
    }

    /**
     * One rule.
     *
     * @param index 0 to {@link #size()} - 1
     * @return the rule
     */
    public Rule rule(final int index) {
        return rules[index];
    }

    /**
     * Rules that look at a type: enabled ones, highest priority first, then in file order.
     *
     * @param type of the catalogue; one it does not have gives the rules that look at every type
     * @return rule indices, the set's own array: not to be changed
     */
    public int[] concerning(final int type) {
        return type >= 0 && type < concerning.length ? concerning[type] : concerningAny;
    }

    /**
     * Rules whose timer a type sets: enabled ones, highest priority first, then in file order.
     *
     * @param type of the catalogue
     * @return rule indices, the set's own array: not to be changed
     */
    public int[] setBy(final int type) {
        return type >= 0 && type < setBy.length ? setBy[type] : NO_RULES;
    }

    /**
     * Rules whose timer a type takes back, in the same order.
     *
     * @param type of the catalogue
     * @return rule indices, the set's own array: not to be changed
     */
    public int[] takenBackBy(final int type) {
        return type >= 0 && type < takenBackBy.length ? takenBackBy[type] : NO_RULES;
    }

    /**
     * Rules with a timer, in the same order.
     *
     * @return rule indices, the set's own array: not to be changed
     */
    public int[] timed() {
        return timed;
    }

    /**
     * Whether a rule may match, as far as numbers of the moment, the page and the session can tell: when not, it does not. Allocates
     * nothing.
     *
     * @param rule 0 to {@link #size()} - 1
     * @param in   the present moment, those numbers filled in
     * @return false for most
     */
    public boolean mayMatch(final int rule, final RuleInputs in) {
        return bounds.hold(rule, in);
    }

    /**
     * Evaluates a rule's condition. Allocates nothing.
     *
     * @param rule  0 to {@link #size()} - 1
     * @param in    the present moment
     * @param facts what is remembered of the present visitor, laid out by {@link #factPlan()}
     * @return whether it holds
     */
    public boolean matches(final int rule, final RuleInputs in, final FactView facts) {
        return conditions[rule].holds(in, facts);
    }

    /**
     * Explains a rule's condition. Allocates.
     *
     * @param rule     0 to {@link #size()} - 1
     * @param evidence with which {@link #matches} would evaluate it
     * @return its clauses
     */
    public Clause explain(final int rule, final Evidence evidence) {
        return conditions[rule].explain(evidence);
    }
}
