package dev.inkling.scoring.plain;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.inkling.scoring.TriggerLimits;

/** How often rules may fire (SPEC 6), in maps by whoever it concerns, written out as a list. */
final class PlainCadence {
    private static final long DAY = 86_400_000;

    private final TriggerLimits limits;
    private final Map<List<Object>, Integer> matches = new HashMap<>();
    private final Map<List<Object>, Long> firedAt = new HashMap<>();
    private final Map<List<Object>, Integer> fired = new HashMap<>();
    private final Map<PlainVisitor, Map<Long, Integer>> visible = new HashMap<>();
    private final Map<PlainVisitor, Long> visibleAt = new HashMap<>();
    private final Set<List<Object>> told = new HashSet<>();
    private final Map<List<Object>, Out> out = new HashMap<>();
    private final Map<List<Object>, Integer> streaks = new HashMap<>();
    private final Map<List<Object>, Integer> doublings = new HashMap<>();

    PlainCadence(final TriggerLimits limits) {
        this.limits = limits;
    }

    /** Null when it may fire, empty when nothing is to be told, else the reason: its first word is the status. */
    String check(final PlainRule rule, final PlainVisitor v, final long t) {
        final Out last = out.get(List.of(v.key, rule.name));
        if (last != null && last.shownAt != null && !last.answered && t - last.shownAt >= limits.ignoredMs()) {
            last.answered = true;
            refuse(rule.name, v);
        }
        if (matches.merge(List.of(v.key, rule.name), 1, Integer::sum) % rule.every != 0) {
            return "";
        }
        final PlainVisitor.Session s = v.session;
        final long at = Math.max(firedAt(v.key, rule), firedAt(v.customer, rule));
        if (rule.per.equals("session") && fired(v, rule, "session", s.sequence) > 0
            || rule.per.equals("page") && fired(v, rule, "page", s.pageSequence) > 0
            || rule.per.equals("visitor") && at != Long.MIN_VALUE) {
            return "";
        }
        final double cooldown = cooldown(rule, v);
        if (at != Long.MIN_VALUE && cooldown > 0 && t - at < cooldown) {
            return "COOLING cooldown";
        }
        if (rule.capSession > 0 && fired(v, rule, "session", s.sequence) >= rule.capSession) {
            return "CAPPED session";
        }
        if (rule.capDay > 0 && fired(v, rule, "day", Math.floorDiv(t, DAY)) >= rule.capDay) {
            return "CAPPED day";
        }
        if (rule.visible && visible.getOrDefault(v, Map.of()).getOrDefault(s.sequence, 0) >= limits.visiblePerSession()) {
            return "CAPPED visible";
        }
        if (rule.visible && visibleAt.containsKey(v) && limits.visibleGapMs() > 0 && t - visibleAt.get(v) < limits.visibleGapMs()) {
            return "COOLING visible";
        }
        return null;
    }

    /** Whether a reason is told for the first time by this rule in this session. */
    boolean tell(final PlainRule rule, final PlainVisitor v, final String reason) {
        return told.add(List.of(v.key, rule.name, reason, v.session.sequence));
    }

    /** It fires, or would; a decision of 0 does not go out. */
    void consume(final PlainRule rule, final PlainVisitor v, final long t, final long decision) {
        fired.merge(List.of(v.key, rule.name, "session", v.session.sequence), 1, Integer::sum);
        fired.merge(List.of(v.key, rule.name, "page", v.session.pageSequence), 1, Integer::sum);
        fired.merge(List.of(v.key, rule.name, "day", Math.floorDiv(t, DAY)), 1, Integer::sum);
        firedAt.merge(List.of(owner(v), rule.name), t, Math::max);
        if (rule.visible && !rule.shadow) {
            visible.computeIfAbsent(v, k -> new HashMap<>()).merge(v.session.sequence, 1, Integer::sum);
            visibleAt.merge(v, t, Math::max);
        }
        if (decision != 0 && !rule.shadow) {
            out.put(List.of(v.key, rule.name), new Out(decision));
        }
    }

    /** A feedback moment: what came back on the latest decision of a rule that went out to this visitor. */
    void feedback(final String what, final PlainVisitor v, final long decision, final long t) {
        out.forEach((key, last) -> {
            if (key.get(0).equals(v.key) && last.decision == decision) {
                feedback(what, v, (String) key.get(1), last, t);
            }
        });
    }

    private void feedback(final String what, final PlainVisitor v, final String rule, final Out last, final long t) {
        switch (what) {
            case "trigger_shown":
                if (last.shownAt == null && !last.answered) {
                    last.shownAt = t;
                }
                break;
            case "trigger_dismissed":
                if (!last.answered) {
                    last.answered = true;
                    refuse(rule, v);
                }
                break;
            default:
                if (!last.engaged) {
                    last.answered = true;
                    last.engaged = true;
                    for (final long owner : new long[] {v.key, v.customer}) {
                        streaks.remove(List.of(owner, rule));
                        doublings.remove(List.of(owner, rule));
                    }
                }
                break;
        }
    }

    private void refuse(final String rule, final PlainVisitor v) {
        final List<Object> key = List.of(owner(v), rule);
        if (streaks.merge(key, 1, Integer::sum) % 2 == 0) {
            doublings.merge(key, 1, Integer::sum);
        }
    }

    private double cooldown(final PlainRule rule, final PlainVisitor v) {
        final int times = Math.max(doublings.getOrDefault(List.of(v.key, rule.name), 0),
            doublings.getOrDefault(List.of(v.customer, rule.name), 0));
        return times == 0 ? rule.cooldownMs
            : Math.min(30.0 * DAY, (rule.cooldownMs == 0 ? 600_000 : rule.cooldownMs) * StrictMath.pow(2, times));
    }

    private int fired(final PlainVisitor v, final PlainRule rule, final String in, final long which) {
        return fired.getOrDefault(List.of(v.key, rule.name, in, which), 0);
    }

    private long firedAt(final long owner, final PlainRule rule) {
        return owner == 0 ? Long.MIN_VALUE : firedAt.getOrDefault(List.of(owner, rule.name), Long.MIN_VALUE);
    }

    private static long owner(final PlainVisitor v) {
        return v.customer == 0 ? v.key : v.customer;
    }

    /** The latest decision that went out, and what came back. */
    private static final class Out {
        private final long decision;
        private Long shownAt;
        private boolean answered;
        private boolean engaged;

        Out(final long decision) {
            this.decision = decision;
        }
    }
}
