package dev.inkling.scoring.plain;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** A rule as the model knows it, and as YAML says the same. Bags of fields; each random rule is one. */
final class PlainRule {
    final String name;
    String per = "none";
    long cooldownMs;
    int capSession;
    int capDay;
    int every = 1;
    boolean visible;
    boolean shadow;
    boolean enabled = true;
    double treat = 1;
    String seed;
    int priority;
    String storefront;
    /** Null when it has a timer only. */
    Clause when;
    /** Null where the clause says what it looks at. */
    Set<String> on;
    /** Empty without a timer. */
    Set<String> after = Set.of();
    long idleMs;
    Set<String> unless = Set.of();

    PlainRule(final String name) {
        this.name = name;
        this.seed = name;
    }

    boolean isTimed() {
        return !after.isEmpty();
    }

    boolean looksAt(final String moment) {
        final Set<String> named = on == null ? when.named() : on;
        return named.isEmpty() || named.contains(moment);
    }

    boolean asksForProbabilityBefore() {
        return when != null && when.text().contains("crossed(visitor.probability");
    }

    String yaml() {
        final List<String> lines = new ArrayList<>();
        lines.add("name: " + name);
        if (when != null) {
            lines.add("when: '" + when.text().replace("'", "''") + "'");
        }
        if (isTimed()) {
            lines.add("after: {moment: [" + String.join(", ", after) + "], idle: " + idleMs + "ms"
                + (unless.isEmpty() ? "" : ", unless: [" + String.join(", ", unless) + ']') + '}');
        }
        if (on != null) {
            lines.add("on: [" + String.join(", ", on) + ']');
        }
        lines.add("action: {type: note, id: n" + (visible ? ", channel: onsite}" : "}"));
        lines.add("per: " + per);
        lines.add("cooldown: " + cooldownMs + "ms");
        if (capSession > 0 || capDay > 0) {
            lines.add("cap: {" + (capSession > 0 ? "session: " + capSession + (capDay > 0 ? ", " : "") : "")
                + (capDay > 0 ? "day: " + capDay : "") + '}');
        }
        lines.add("every: " + every);
        lines.add("shadow: " + shadow);
        lines.add("enabled: " + enabled);
        lines.add("cohort: {treat: " + treat + ", seed: " + seed + '}');
        lines.add("priority: " + priority);
        if (storefront != null) {
            lines.add("storefront: " + storefront);
        }
        return "- " + String.join("\n  ", lines) + '\n';
    }

    /** A condition, twice: as CEL, and as what it means; and the moments that it names. */
    record Clause(String text, Set<String> named, Predicate<PlainView> meaning) {
        static Clause of(final String text, final Predicate<PlainView> meaning, final String... named) {
            return new Clause(text, new LinkedHashSet<>(List.of(named)), meaning);
        }

        Clause and(final Clause other) {
            return new Clause('(' + text + ") && (" + other.text + ')', union(other), meaning.and(other.meaning));
        }

        Clause or(final Clause other) {
            return new Clause('(' + text + ") || (" + other.text + ')', union(other), meaning.or(other.meaning));
        }

        Clause not() {
            return new Clause("!(" + text + ')', named, meaning.negate());
        }

        private Set<String> union(final Clause other) {
            final Set<String> union = new LinkedHashSet<>(named);
            union.addAll(other.named);
            return union;
        }
    }
}
