package dev.inkling.scoring.plain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.inkling.scoring.TriggerLimits;

/** How often rules may fire (SPEC 6), in maps by whoever it concerns, written out as a list. */
final class PlainCadence {
    private static final long DAY = 86_400_000;
    /** So many decisions of a visitor and a rule may be answered. */
    private static final int MOST_OUT = 4;

    private final TriggerLimits limits;
    private final Map<Long, PlainVisitor> visitors;
    private final Map<List<Object>, Integer> matches = new HashMap<>();
    private final Map<List<Object>, Long> firedAt = new HashMap<>();
    private final Map<List<Object>, Integer> fired = new HashMap<>();
    private final Map<PlainVisitor, Map<Long, Integer>> visible = new HashMap<>();
    private final Map<PlainVisitor, Long> visibleAt = new HashMap<>();
    private final Set<List<Object>> told = new HashSet<>();
    /** By visitor and rule, in the order in which they went out. */
    private final Map<List<Object>, List<Out>> out = new HashMap<>();
    /** By visitor and rule: the visitor's customer when the latest went out. */
    private final Map<List<Object>, Long> customers = new HashMap<>();
    private final Map<List<Object>, Integer> streaks = new HashMap<>();
    private final Map<List<Object>, Integer> doublings = new HashMap<>();

    /**
     * Nothing fired yet.
     *
     * @param visitors who are remembered, by key
     */
    PlainCadence(final TriggerLimits limits, final Map<Long, PlainVisitor> visitors) {
        this.limits = limits;
        this.visitors = visitors;
    }

    /** Null when it may fire, empty when nothing is to be told, else the reason: its first word is the status. */
    String check(final PlainRule rule, final PlainVisitor v, final long t) {
        ignore(out.getOrDefault(List.of(v.key, rule.name), List.of()), rule.name, v, t);
        if (rule.every > 1 && matches.merge(List.of(v.key, rule.name), 1, Integer::sum) < rule.every) {
            return "";
        }
        if (rule.every > 1) {
            matches.remove(List.of(v.key, rule.name));
        }
        final PlainVisitor.Session s = v.session;
        final long at = owners(v).stream().mapToLong(owner -> firedAt.getOrDefault(List.of(owner, rule.name), Long.MIN_VALUE)).max()
            .getAsLong();
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
            final List<Object> key = List.of(v.key, rule.name);
            final List<Out> going = out.computeIfAbsent(key, k -> new ArrayList<>());
            if (going.size() == MOST_OUT) {
                going.remove(leastOfUse(going, t));
            }
            going.add(new Out(decision, t));
            customers.put(key, v.customer);
        }
    }

    private Out leastOfUse(final List<Out> going, final long t) {
        return going.stream().filter(one -> one.answer != null).findFirst()
            .or(() -> going.stream().filter(one -> one.shownAt == null && t - one.wentAt >= limits.ignoredMs()).findFirst())
            .orElse(going.get(2));
    }

    /** A feedback moment: what came back, from this visitor, on a decision that went out to her or to another of her customer. */
    void feedback(final String what, final PlainVisitor v, final long decision, final long t) {
        out.forEach((key, going) -> {
            if (going.stream().anyMatch(one -> one.decision == decision) && isOf(key, v)) {
                ignore(going, (String) key.get(1), v, t);
                going.stream().filter(one -> one.decision == decision).forEach(one -> feedback(what, v, key, one, t));
            }
        });
    }

    private boolean isOf(final List<Object> key, final PlainVisitor v) {
        final PlainVisitor to = visitors.get((Long) key.get(0));
        return key.get(0).equals(v.key) || v.customer != 0 && (customers.get(key) == v.customer || to != null && to.customer == v.customer);
    }

    private void ignore(final List<Out> going, final String rule, final PlainVisitor v, final long t) {
        going.stream().filter(one -> one.answer == null && one.shownAt != null && t - one.shownAt >= limits.ignoredMs())
            .sorted(Comparator.comparing(one -> one.shownAt)).forEach(one -> {
                one.answer = "ignored";
                refuse(rule, v);
            });
    }

    private void feedback(final String what, final PlainVisitor v, final List<Object> key, final Out one, final long t) {
        final String rule = (String) key.get(1);
        switch (what) {
            case "trigger_shown":
                if (one.shownAt == null && one.answer == null) {
                    one.shownAt = t;
                }
                break;
            case "trigger_dismissed":
                if (one.answer == null) {
                    one.answer = "dismissed";
                    refuse(rule, v);
                }
                break;
            default:
                if (!"engaged".equals(one.answer)) {
                    one.answer = "engaged";
                    final Set<Object> engaged = new HashSet<>(owners(v));
                    engaged.add("visitor " + key.get(0));
                    for (final Object owner : engaged) {
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
        final int times = owners(v).stream().mapToInt(owner -> doublings.getOrDefault(List.of(owner, rule.name), 0)).max().getAsInt();
        return times == 0 ? rule.cooldownMs
            : Math.min(30.0 * DAY, (rule.cooldownMs == 0 ? 600_000 : rule.cooldownMs) * StrictMath.pow(2, times));
    }

    private int fired(final PlainVisitor v, final PlainRule rule, final String in, final long which) {
        return fired.getOrDefault(List.of(v.key, rule.name, in, which), 0);
    }

    /** Whose a firing and a refusal are: the customer's once known. */
    private static String owner(final PlainVisitor v) {
        return v.customer == 0 ? "visitor " + v.key : "customer " + v.customer;
    }

    /** Whose firings and refusals count. */
    private static List<String> owners(final PlainVisitor v) {
        return List.of("visitor " + v.key, owner(v));
    }

    /** A decision that went out, and what came back. */
    private static final class Out {
        private final long decision;
        private final long wentAt;
        private Long shownAt;
        private String answer;

        Out(final long decision, final long wentAt) {
            this.decision = decision;
            this.wentAt = wentAt;
        }
    }
}
