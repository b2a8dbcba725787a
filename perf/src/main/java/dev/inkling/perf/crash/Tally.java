package dev.inkling.perf.crash;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What an attack came to, beside what is wrong. */
final class Tally {
    private final Map<Kill.Kind, Integer> kills = new EnumMap<>(Kill.Kind.class);
    private final List<Long> recoveriesMs = new ArrayList<>();
    private final List<Long> pidTakenMs = new ArrayList<>();
    long firstStartMs;
    long acknowledged;
    long unknown;
    long refusals;
    long killedLocked;
    long slowestProbeMs;
    long locksCleared;
    long locksClearedPidTaken;
    long snapshots;
    long snapshotsKilled;
    long events;
    long decisions;
    long decisionsReturned;
    String verified = "";

    void onKill(final Kill.Kind kind) {
        kills.merge(kind, 1, Integer::sum);
    }

    void onRecovery(final long ms, final boolean pidTaken) {
        (pidTaken ? pidTakenMs : recoveriesMs).add(ms);
    }

    Map<Kill.Kind, Integer> kills() {
        return kills;
    }

    int rounds() {
        return kills.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Starts after a kill, from process start to ready. */
    List<Long> recoveriesMs() {
        return recoveriesMs.stream().sorted().toList();
    }

    /** Those among which another process had the dead writer's id. */
    List<Long> pidTakenMs() {
        return pidTakenMs.stream().sorted().toList();
    }

    /** Median of starts after a kill, 0 when there was none. */
    long medianMs() {
        final List<Long> sorted = recoveriesMs();
        return sorted.isEmpty() ? 0 : sorted.get(sorted.size() / 2);
    }

    /** Slowest of starts after a kill, 0 when there was none. */
    long slowestMs() {
        return recoveriesMs.stream().mapToLong(Long::longValue).max().orElse(0);
    }
}
