package dev.inkling.scoring.rules.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.inkling.scoring.plain.Mutant;
import dev.inkling.scoring.rules.NumberName;
import dev.inkling.scoring.rules.TextName;

/** Random conditions mean to us what they mean to CEL, and what is unknown makes each comparison false. */
class RandomExpressionTest {
    private static final int CONDITIONS = 10_000;
    private static final int ENOUGH = 100;
    private static final List<String> KINDS = List.of("==", "!=", "<", "<=", ">", ">=", "+", "-", "*", "/", "negate", "&&", "||", "!",
        "?:", "number ?:", "same", "number in", "text ==", "text !=", "text in", "true", "false", "double", "seen/1", "seen/2", "count/1",
        "count/2", "since(\"", "before/2", "before/3", "crossed(", "first(\"", "lasted(\"");

    @TempDir
    private Path folder;

    @Test
    void shouldAgreeWithCelOnEveryOperatorFunctionAndName() throws Exception {
        final Map<String, Integer> said = ExpressionCheck.check(new Random().nextInt(), CONDITIONS);
        final List<String> seldom = new ArrayList<>(KINDS);
        for (final NumberName name : NumberName.values()) {
            seldom.add(name.celName());
        }
        for (final TextName name : TextName.values()) {
            seldom.add(name.celName());
        }
        seldom.removeIf(kind -> said.getOrDefault(kind, 0) >= ENOUGH);
        assertEquals(List.of(), seldom, () -> said.toString());
        assertTrue(said.get("held") > CONDITIONS / 5 && said.get("held") < CONDITIONS * 4 / 5, () -> said.toString());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = ';', textBlock = """
        over for at least       ; Comparison.java      ; a >= b                     ; a > b
        under for at most       ; Comparison.java      ; a <= b                     ; a < b
        unknown is different    ; Comparison.java      ; a < b || a > b             ; a != b
        bound of at most        ; Comparison.java      ; AT_MOST ? b : Double        ; AT_MOST ? b - 1 : Double
        bound of over           ; Comparison.java      ; ? Math.nextUp(b)           ; ? b + 1
        minus for plus          ; Arithmetic.java      ; a + b                      ; a - b
        times for divided       ; Arithmetic.java      ; a / b                      ; a * b
        sign                    ; Negated.java         ; return -operand            ; return operand
        text unknown differs    ; TextDiffers.java     ; text != 0 && text          ; text
        first of a list only    ; NumberOneOf.java     ; i < all.length             ; i < 1
        first of texts only     ; TextOneOf.java       ; i < all.length             ; i < 1
        choice the other way    ; ConditionChoice.java ; condition.holds(in, facts) ? ; !condition.holds(in, facts) ?
        not as true             ; SameTruth.java       ; left.holds(in, facts) ==   ; left.holds(in, facts) !=
        not                     ; Not.java             ; !operand                   ; operand
        first of both only      ; AllOf.java           ; i < all.length             ; i < 1
        either's first only     ; AnyOf.java           ; i < all.length             ; i < 1
        before, not at          ; Before.java          ; a <= b                     ; a < b
        window of an order      ; Before.java          ; b - a <= withinMs          ; b - a < withinMs
        crossed when there      ; Crossed.java         ; > edge                     ; >= edge
        since in minutes        ; Since.java           ; MS_PER_SECOND = 1_000.0    ; MS_PER_SECOND = 60_000
        """)
    void shouldTellABrokenOperator(final String what, final String file, final String from, final String to) throws Exception {
        try (Mutant mutant = new Mutant(ExpressionCheck.class, folder, "rules/eval/" + file, from, to)) {
            assertNotNull(mutant.difference(1, CONDITIONS), what);
        }
    }
}
