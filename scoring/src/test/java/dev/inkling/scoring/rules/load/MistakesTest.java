package dev.inkling.scoring.rules.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.inkling.scoring.rules.RuleException;
import dev.inkling.scoring.rules.WordList;

/** Broken rules files: each is refused whole, with the place and the reason. A {@code ^} marks the place; a {@code ;} ends a line. */
class MistakesTest {
    private static final String ACTION = "    action: {type: offer, id: x}\n";

    private static RuleException refused(final String yaml, final int extraTypes) {
        final RuleException e =
            assertThrows(RuleException.class, () -> RuleCompiler.compile(yaml, "my.yaml", new WordList(extraTypes)));
        assertTrue(e.getMessage().startsWith("my.yaml:" + e.line() + ':' + e.column() + ": "), e.getMessage());
        assertFalse(e.getMessage().contains("\n"), e.getMessage());
        return e;
    }

    private static void assertRefusedAtMark(final String marked, final String reason) {
        final int mark = marked.indexOf('^');
        final String before = marked.substring(0, mark);
        final RuleException e = refused(before + marked.substring(mark + 1), 0);
        final int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
        final int column = mark - before.lastIndexOf('\n');
        assertEquals(line + ":" + column, e.line() + ":" + e.column(), e.getMessage());
        assertTrue(e.getMessage().contains(reason), e.getMessage());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "^sen(\"scroll\")                             | did you mean seen?",
        "true && ^sen (\"scroll\")                    | did you mean seen?",
        "seen(^\"scrol\")                             | did you mean scroll?",
        "seen(^moment.name)                           | literal",
        "seen(\"scroll\"^                             | something is missing; expected ')'",
        "true &&^                                     | ends too early",
        "seen(^\"scroll)                              | unexpected",
        "true && ^seen(\"scroll\", \"15m\")             | seen does not take",
        "seen(\"scroll\", duration(^\"15 minutes\"))  | such as 500ms, 20s, 15m",
        "seen(\"scroll\", duration(^\"0s\"))          | more than 0",
        "seen(\"scroll\", duration(^\"9999d\"))       | at most 366d",
        "^page.tiem < 30                              | did you mean page.time?",
        "^intent > 0.5                                | did you mean moment.intent or session.intent?",
        "^visitor.risk > 0.5                          | did you mean session.risk?",
        "^treu                                        | did you mean true?",
        "3 < ^session . intnt                         | did you mean session.intent?",
        "page.time ^< \"x\"                           | < does not take (number, text)",
        "moment.page ^< \"x\"                         | < does not take (text, text)",
        "moment.page ^== moment.element               | literal only",
        "moment.device == ^\"mobil\"                  | did you mean mobile?",
        "moment.category == ^\"urgncy\"              | did you mean urgency?",
        "moment.category != ^\"fish\"                | expected one of intent, social_proof, urgency, other",
        "moment.category in [\"intent\", ^\"intnt\"] | did you mean intent?",
        "seen(^\"add_to_card\")                      | did you mean add_to_cart?",
        "session.urgency in [\"high\", ^\"hihg\"]     | did you mean high?",
        "moment.name in [\"scroll\", ^\"card_add\"]   | did you mean cart_add?",
        "moment.depth ^% 2 == 0                       | % is not part",
        "^has(moment.depth)                           | unknown function",
        "[1, 2].^all(x, x > 1)                        | methods",
        "moment.page.^contains(\"x\")                 | methods",
        "^{\"a\": 1} == 1                               | maps, messages and macros",
        "page.time in ^[]                             | list of literals",
        "page.time in [1, ^page.time]                 | literals within a list",
        "page.time ^in [\"x\"]                        | in does not take",
        "page.time < ^3u                              | not a literal",
        "^null == 1                                   | not a literal",
        "page.time < ^9007199254740993                | too large to be exact",
        "^page.time                                   | when is a number; expected a condition",
        "crossed(^page.time, 3)                       | session.velocity",
        "lasted(\"scroll\", ^page.time, duration(\"1s\")) | constant",
        "lasted(\"scroll\", -^1, duration(\"1s\"))    | 0 to 86400",
        "^count(\"scroll\", duration(\"1h\")) >= 16   | needs 16",
        "^count(\"scroll\", duration(\"1h\")) == 15   | needs 16",
        "^count(\"scroll\", duration(\"1h\")) > 15    | needs 16",
        "15 <= count(\"scroll\", duration(\"1h\")) && 15 < ^count(\"scroll\", duration(\"1h\")) | needs 16",
        "^count(\"scroll\", duration(\"1h\")) in [1, 15] | needs 16",
        "^count(\"scroll\", duration(\"1h\")) > page.time | compared with a constant",
        "(true ^? count(\"scroll\", duration(\"1h\")) : 0.0) > 3 | compared with a constant",
        "crossed(session.risk, ^count(\"scroll\", duration(\"1h\"))) | not a threshold",
        "count(\"scroll\", duration(\"1h\")) ^* 2 > 3 | compared with a constant",
    })
    void shouldPointAtTheMistakeWithinWhen(final String marked, final String reason) {
        assertRefusedAtMark("triggers:\n  - name: a\n    when: >\n      " + marked + "\n" + ACTION, reason);
        assertRefusedAtMark("triggers:\n  - name: a\n    when: '" + marked + "'\n" + ACTION, reason);
        assertRefusedAtMark("triggers:\n  - name: a\n    when: \"" + marked.replace("\"", "\\\"") + "\"\n" + ACTION, reason);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "^                                                                   | the file is empty",
        "^- name: a                                                          | not a mapping",
        "^trigers: []                                                        | did you mean triggers?",
        "triggers: ^[]                                                       | no rules",
        "triggers: ^none                                                     | no rules",
        "triggers:;  - ^a                                                    | not a mapping",
        "triggers:;  - ^name: a;    action: {type: a, id: b}                 | a rule has no when",
        "triggers:;  - ^when: true;    action: {type: a, id: b}              | a rule has no name",
        "triggers:;  - ^name: a;    when: true                               | a rule has no action",
        "triggers:;  - name: a;    when: true;    action: ^{type: a}         | an action has no id",
        "triggers:;  - name: a;    when: true;    action: {type: a, id: b, ^chanel: c}          | did you mean channel?",
        "triggers:;  - name: a;    ^cooldwon: 3s                             | did you mean cooldown?",
        "triggers:;  - name: a;    action: {type: b, id: c};    after: {moment: ^cart_ad, idle: 30m}   | unknown moment \"cart_ad\"",
        "triggers:;  - name: a;    action: {type: b, id: c};    after: ^{moment: cart_add}            | after has no idle",
        "triggers:;  - name: a;    action: {type: b, id: c};    after: {moment: cart_add, idle: ^0}   | idle is 0",
        "triggers:;  - name: a;    action: {type: b, id: c};    after: {moment: cart_add, idle: ^soon} | idle is \"soon\"",
        "triggers:;  - name: a;    action: {type: b, id: c};    after: {moment: purchase, idle: 1m, unless: ^[purchase]} | both sets",
        "triggers:;  - name: a;    action: {type: b, id: c};    after: {moment: scroll, idle: 1m, unless: [^purchas]} | mean purchase?",
        "triggers:;  - name: a;    action: {type: b, id: c};    after: {moment: purchase, idle: 1m};    on: ^scroll | on stands",
        "triggers:;  - {name: a, after: {moment: scroll, idle: 1m}, when: page.time > 1 && ^moment.depth > 2} | moment.depth beside after",
        "triggers:;  - {name: a, after: {moment: scroll, idle: 1m}, when: '!(^moment.name in [\"scroll\"])'}  | moment.name beside after",
        "triggers:;  - {name: a, after: {moment: scroll, idle: 1m}, when: '^crossed(session.risk, 0.5)'}       | crossed beside after",
        "triggers:;  - name: a;    action: {type: b, id: c};    when: true;    cap: ^{}                | cap says nothing",
        "triggers:;  - name: a;    action: {type: b, id: c};    when: true;    cap: {day: ^0}          | day is \"0\"",
        "triggers:;  - name: a;    action: {type: b, id: c};    when: true;    cap: {^hour: 1}         | unknown key \"hour\"",
        "triggers:;  - name: a;    action: {type: b, id: c};    when: true;    every: ^1.5             | every is \"1.5\"",
        "triggers:;  - name: a;    action: {type: b, id: c};    when: true;    visible: ^maybe         | visible is \"maybe\"",
        "triggers:;  - name: a;    action: {type: b, id: c};    when: true;    shadow: ^2              | shadow is \"2\"",
        "triggers:;  - name: a;    when: true;    ^name: b                   | stands twice",
        "triggers:;  - name: a;    when: ^[true]                             | single value",
        "triggers:;  - {name: a, when: true, action: {type: a, id: b}, per: ^sesion}            | did you mean session?",
        "triggers:;  - {name: a, when: true, action: {type: a, id: b}, cooldown: ^24}           | such as 500ms",
        "triggers:;  - {name: a, when: true, action: {type: a, id: b}, cooldown: ^367d}         | at most 366d",
        "triggers:;  - {name: a, when: true, action: {type: a, id: b}, priority: ^1.5}          | whole number",
        "triggers:;  - {name: a, when: true, action: {type: a, id: b}, enabled: ^yes}           | true, false",
        "triggers:;  - {name: a, when: true, action: {type: a, id: b}, cohort: {treat: ^1.1}}   | 0 to 1",
        "triggers:;  - {name: a, when: true, action: {type: a, id: b}, cohort: {treat: ^NaN}}   | 0 to 1",
        "triggers:;  - {name: a, when: true, action: {type: a, id: b}, cohort: ^0.5}            | treat, seed",
        "triggers:;  - {name: a, when: true, action: {type: a, id: b}, on: ^scrol}              | did you mean scroll?",
        "triggers:;  - {name: a, when: true, action: {type: a, id: b}, on: [scroll, ^scrol]}    | did you mean scroll?",
        "triggers:;  - {name: a, when: true, action: {type: a, id: b}, on: ^[]}                 | names no moment",
        "triggers:;  - {name: ^'', when: true, action: {type: a, id: b}}     | 1 to 64 bytes",
        "triggers:;  - {name: a, when: true, action: {type: a, id: b, payload: {a: 1, ^a: 2}}}  | stands once",
        "triggers:;  - {name: a, when: true, action: {type: a, id: b}};  - {name: ^a, when: true, action: {type: a, id: b}} | second",
        "triggers: ^&x [];more: *x                                           | anchors and aliases",
        "triggers:;  - {name: a, when: ^!seen('scroll')}                     | quotes",
        "triggers:;  - {name: a, when: true ^? false: true}                  | YAML",
        "triggers:;  - {name: a;^                                            | YAML",
        "triggers: [];^---;triggers: []                                      | another document",
    })
    void shouldPointAtTheMistakeWithinTheFile(final String marked, final String reason) {
        assertRefusedAtMark(marked.replace(";", "\n"), reason);
    }

    @Test
    void shouldPointIntoAFoldedExpression() {
        assertRefusedAtMark("triggers:\n  - name: a\n    when: |  # why\n\n      seen(\"scroll\") &&\n        seen(^\"scrol\")\n" + ACTION,
            "unknown moment");
        assertRefusedAtMark("triggers:\n  - name: a\n    when: seen(\"scroll\")\n      &&\n\n      ^fish > 3\n" + ACTION, "unknown name");
        assertRefusedAtMark("triggers:\n  - name: a\n    when: \"true \\\n      && ^fish > 3\"\n" + ACTION, "unknown name");
        assertRefusedAtMark("triggers:\r\n  - name: \u00e9\uD83D\uDE00\r\n    when: ^fish > 3\r\n" + ACTION, "unknown name");
    }

    @Test
    void shouldRefuseAFileThatIsTooLong() {
        assertTrue(refused("# " + "x".repeat(10_000_000), 0).getMessage().contains("too long"));
    }

    @Test
    void shouldRefuseDeepNestingWithoutReadingIt() {
        assertTrue(refused("triggers: " + "[".repeat(100_000), 0).getMessage().contains("nested too deep"));
        assertTrue(refused(OneRule.yaml("(".repeat(1_000) + "true" + ")".repeat(1_000)), 0).getMessage().contains("my.yaml:3"));
    }

    @Test
    void shouldRefuseABillionLaughs() {
        assertTrue(refused("a: &a [x, x]\nb: &b [*a, *a]\ntriggers: [*b, *b]\n", 0).getMessage().contains("anchors and aliases"));
    }

    @Test
    void shouldRefuseAnExpressionThatIsTooLong() {
        assertTrue(refused(OneRule.yaml("true || ".repeat(1_000) + "true"), 0).getMessage().startsWith("my.yaml:3:"));
    }

    @Test
    void shouldRefuseMoreThanAThousandRules() {
        final String rules = IntStream.rangeClosed(1, 1_001)
            .mapToObj(i -> "  - {name: r" + i + ", when: true, action: {type: a, id: b}}\n").collect(Collectors.joining());
        final RuleException e = refused("triggers:\n" + rules, 0);
        assertEquals(1_002, e.line());
        assertTrue(e.getMessage().contains("at most 1000"), e.getMessage());
    }

    @Test
    void shouldRefuseTheSixtyFifthFact() {
        final String rules = IntStream.range(0, 65)
            .mapToObj(i -> "  - {name: r" + i + ", when: 'seen(\"extra_" + i + "\")', action: {type: a, id: b}}\n")
            .collect(Collectors.joining());
        final RuleException e = refused("triggers:\n" + rules, 65);
        assertEquals(66, e.line());
        assertTrue(e.getMessage().contains("at most 64"), e.getMessage());
    }

    @Test
    void shouldRefuseLabelsThatADecisionCannotCarry() {
        assertTrue(refused("triggers:\n  - {name: a, when: true, action: {type: a, id: b, payload: {x: " + "y".repeat(400) + "}}}\n", 0)
            .getMessage().contains("expected at most 400"));
    }
}
