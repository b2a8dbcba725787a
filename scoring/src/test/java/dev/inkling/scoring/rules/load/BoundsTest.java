package dev.inkling.scoring.rules.load;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.inkling.scoring.rules.NumberName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What numbers at hand say of a rule before anything else is asked. */
class BoundsTest {
    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
        session.risk > 0.6                              ; 0.6  ; false
        session.risk > 0.6                              ; 0.61 ; true
        session.risk >= 0.6                             ; 0.6  ; true
        session.risk < 0.6                              ; 0.6  ; false
        session.risk <= 0.6                             ; 0.6  ; true
        0.6 < session.risk                              ; 0.6  ; false
        session.risk == 0.6                             ; 0.5  ; false
        session.risk != 0.6                             ; 0.6  ; true
        session.risk > 0.6                              ; NaN  ; false
        session.risk > 0.6 && seen("scroll")            ; 0.6  ; false
        session.risk > 0.6 && visitor.revenue > 1       ; 0.7  ; true
        visitor.revenue > 1                             ; 0    ; true
        session.risk > 0.6 || seen("scroll")            ; 0.6  ; true
        !(session.risk > 0.6)                           ; 0.7  ; true
        session.risk > visitor.profile                  ; 0    ; true
        crossed(session.risk, 0.6)                      ; 0.6  ; false
        crossed(session.risk, 0.6)                      ; 0.7  ; true
        """)
    void shouldPutARuleAsideOnlyWhenItCannotMatch(final String when, final double risk, final boolean mayMatch) {
        final OneRule rule = OneRule.when(when);
        rule.with(NumberName.SESSION_RISK, risk);
        rule.before(NumberName.SESSION_RISK, 0.1);
        assertEquals(mayMatch, rule.mayMatch());
    }

    @Test
    void shouldPutACrossingAsideThatWasOverBefore() {
        final OneRule rule = OneRule.when("crossed(session.risk, 0.6)");
        rule.with(NumberName.SESSION_RISK, 0.9);
        rule.before(NumberName.SESSION_RISK, 0.6);
        assertEquals(true, rule.mayMatch());
        rule.before(NumberName.SESSION_RISK, Math.nextUp(0.6));
        assertEquals(false, rule.mayMatch());
    }
}
