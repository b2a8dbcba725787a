package dev.inkling.scoring.rules.load;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.compiler.CelCompiler;

import dev.inkling.scoring.rules.RuleException;

/** Reads and type-checks a {@code when}; every mistake is given its place in the file. */
final class WhenCompiler {
    private static final Pattern NO_OVERLOAD =
        Pattern.compile("found no matching overload for '([^']*)' applied to '\\((.*?)\\)'(?: \\(candidates: (.*)\\))?", Pattern.DOTALL);
    private static final Pattern RESULT = Pattern.compile("expected type 'bool' but found '(.*)'", Pattern.DOTALL);
    private static final Pattern SYNTAX =
        Pattern.compile("(?:mismatched input|extraneous input|no viable alternative at input|token recognition error at:) "
            + "'(.*?)'(?: expecting .*)?", Pattern.DOTALL);

    private static final Pattern MISSING = Pattern.compile("missing (\\S+) at '.*'", Pattern.DOTALL);

    private final CelCompiler cel = Language.compiler();

    CheckedWhen check(final WhenText text) throws RuleException {
        final CelAbstractSyntaxTree parsed = result(text, cel.parse(text.text()));
        return new CheckedWhen(text, result(text, cel.check(Subset.admit(text, parsed))));
    }

    private static CelAbstractSyntaxTree result(final WhenText text, final CelValidationResult result) throws RuleException {
        try {
            return result.getAst();
        } catch (final CelValidationException e) {
            final List<CelIssue> issues = e.getErrors();
            if (issues.isEmpty()) {
                throw text.error(0, "not readable as CEL: " + oneLine(e.getMessage()));
            }
            final CelIssue issue = issues.get(0);
            final int line = issue.getSourceLocation().getLine();
            throw text.error(line < 1 ? 0 : text.offset(line, issue.getSourceLocation().getColumn()), inOurWords(issue.getMessage()));
        }
    }

    /** What CEL says, without the terms of its parser generator and its type system. */
    private static String inOurWords(final String message) {
        final Matcher overload = NO_OVERLOAD.matcher(message);
        if (overload.matches()) {
            final String function = overload.group(1);
            final String expected = overload.group(3) == null ? "other types" : types(overload.group(3));
            return Language.OPERATORS.getOrDefault(function, function) + " does not take (" + types(overload.group(2)) + "); expected "
                + expected.replace("),(", ") or (").replace("), (", ") or (");
        }
        final Matcher result = RESULT.matcher(message);
        if (result.matches()) {
            return "when is a " + types(result.group(1)) + "; expected a condition, such as a comparison";
        }
        final Matcher syntax = SYNTAX.matcher(message);
        if (syntax.matches()) {
            return "<EOF>".equals(syntax.group(1))
                ? "the expression ends too early; expected more"
                : "unexpected " + syntax.group(1) + "; expected an expression of CEL";
        }
        final Matcher missing = MISSING.matcher(message);
        return missing.matches()
            ? "something is missing; expected " + missing.group(1)
            : "not readable as CEL: " + oneLine(message) + "; expected a condition";
    }

    private static String types(final String cel) {
        return cel.replace("google.protobuf.Duration", "duration").replace("double", "number").replace("string", "text");
    }

    private static String oneLine(final String message) {
        return message.replaceAll("\\s+", " ");
    }
}
