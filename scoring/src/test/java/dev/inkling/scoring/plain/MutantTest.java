package dev.inkling.scoring.plain;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A check that cannot fail proves nothing: mistakes that are easily made, each of which the model must catch. */
class MutantTest {
    private static final int EVENTS_OF_A_RUN = 500;
    /** One and a half times as many as {@link EngineModelTest} makes; most are caught in the first ten. */
    private static final int RUNS = 3_000;

    @TempDir
    private Path folder;

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        window edge off by one         | rules/eval/SeenWithin.java  | in.occurred - last <= withinMs | in.occurred - last < withinMs
        count's window off by one      | rules/eval/CountWithin.java | in.occurred - withinMs | in.occurred - withinMs + 1
        duration's window off by one   | rules/eval/Lasted.java      | in.occurred - last <= withinMs | in.occurred - last < withinMs
        order that must be strict      | rules/eval/Before.java      | a <= b               | a < b
        crossing that was at the edge  | rules/eval/Crossed.java     | in.before[index] <= edge | in.before[index] < edge
        stage tie to the earlier       | SessionSums.java            | consideration >= tie ? | consideration > research ?
        stages never tie               | SessionSums.java            | = largest - TIE      | = largest
        half-life 61 s                 | SessionSums.java            | HALF_LIFE_MS = 60_000 | HALF_LIFE_MS = 61_000
        half-life of risk 121 s        | RiskScorer.java             | HALF_LIFE_MS = 120_000 | HALF_LIFE_MS = 121_000
        risk after a dwell             | RiskScorer.java             | t - dwell <= AFTER_DWELL_MS | t - dwell < AFTER_DWELL_MS
        hesitation off by one          | RiskScorer.java             | >= HESITATION_MS     | > HESITATION_MS
        purchase two hours ago         | Scorer.java                 | t - purchase <= AFTER_PURCHASE_MS | t - purchase < AFTER_PURCHASE_MS
        cooldown off by one            | Cadence.java                | t - firedAt < cooldown | t - firedAt <= cooldown
        eviction by first come         | Engine.java                 | sessions.touch(slot); | sessions.find(visitorKey);
        session gap >= for >           | SessionTracker.java         | t - last > gapMs     | t - last >= gapMs
        cart kept too short            | Purse.java                  | t - changed > CART_MS | t - changed >= CART_MS
        cluster restarts too early     | ClusterScorer.java          | t - last > figures.silenceMs() | t - last >= figures.silenceMs()
        early cart off by one          | IntentScorer.java           | <= figures.earlyCartSeconds() | < figures.earlyCartSeconds()
        matches counted past every n  | CadenceRecord.java          | matches >= n         | matches > n
        cap of the session            | Cadence.java                | >= sessionCaps[rule] | > sessionCaps[rule]
        cap of the day                | Cadence.java                | >= dayCaps[rule]     | > dayCaps[rule]
        one too many shown            | Cadence.java                | >= limits.visiblePerSession() | > limits.visiblePerSession()
        visible gap off by one        | Cadence.java                | t - last < limits.visibleGapMs() | t - last <= limits.visibleGapMs()
        shadow takes of the budget    | Cadence.java                | visible[rule] && !shadow[rule] | visible[rule]
        ignored off by one            | DecisionsOut.java           | SHOWN && t - time(w, at, place) >= | SHOWN && t - time(w, at, place) >
        ignored after what came back  | Feedback.java               | DecisionsOut.ignore(w, from, t, ignoredMs) | 0
        feedback before signing in    | Feedback.java               | customerOf(owner) == customer | owner == visitor
        feedback after leaving        | Feedback.java               | CadenceRecord.customer(w, at) == customer | owner == visitor
        used up, though yet ignored   | Cadence.java                | if (!DecisionsOut.isAnyShown(table.words(own), table.at(own))) { | {
        owners of two kinds are one   | CadenceTable.java           | return key ^ CUSTOMERS | return key
        refused ones keep their room  | DecisionsOut.java           | place) > SHOWN       | place) > REFUSED
        the second makes room         | DecisionsOut.java           | THIRD = 2            | THIRD = 1
        what was never shown stays    | DecisionsOut.java           | OUT && t - time      | OUT && -1 + 0 * time
        doubled once too often        | Cadence.java                | from << doublings    | from << doublings + 1
        timer expires off by one      | DueTimers.java              | > MOST_OVERDUE_MS    | >= MOST_OVERDUE_MS
        timer due off by one          | TimerTable.java             | key(0) <= time       | key(0) < time
        timers in the other order     | DueHeap.java                | tie < ties[place]    | tie > ties[place]
        timer taken back by the past  | Timers.java                 | && t >= table.setAt(timer)) { | ) {
        timer keeps the idle of before | Timers.java                | if (table.idle(timer) == idles[rule]) { | if (table.idle(timer) > 0) {
        used up by rules of before     | Cadence.java               | numbering = 31 * numbering + Long.hashCode(names[i]); | numbering = 1;
        what is missing is nothing     | Model.java                 | input == input ? input : missing[i] | input == input ? input : 0
        trees the other way            | Model.java                 | of.left[node] : of.right[node] | of.right[node] : of.left[node]
        a scale that multiplies        | Model.java                 | - of.means[i]) / of.scales[i] | - of.means[i]) * of.scales[i]
        probability before is forgotten | ConversionScorer.java     | if (before == before) { | if (before != before) {
        a model's probability stays    | ConversionScorer.java      | Reads.PROBABILITY_BEFORE) == 0) { | Reads.PROBABILITY_BEFORE) < 0) {
        """)
    void shouldCatch(final String what, final String file, final String from, final String to) throws Exception {
        try (Mutant mutant = new Mutant(ModelCheck.class, folder, file, from, to)) {
            String found = null;
            for (int seed = 0; seed < RUNS && found == null; seed++) {
                found = mutant.difference(seed, EVENTS_OF_A_RUN);
            }
            assertNotNull(found, what + " is not caught in " + RUNS + " runs");
        }
    }

    @Test
    void shouldFindNothingWhereNothingWasChanged() throws Exception {
        try (Mutant same = new Mutant(ModelCheck.class, folder, "SessionTracker.java", "t - last > gapMs", "t - last > gapMs")) {
            for (int seed = 0; seed < 10; seed++) {
                assertNull(same.difference(seed, EVENTS_OF_A_RUN));
            }
        }
    }
}
