package dev.inkling.perf.crash;

/**
 * What an attack is to be.
 *
 * @param rounds      kills
 * @param durability  of the server, {@code journaled} or {@code synced}
 * @param rate        events a second, outside of bursts
 * @param connections that send
 * @param seed        of events and kills
 * @param checkEvery  rounds after which the journal of the dead server is checked, beside the end
 * @param snapshots   whether snapshots are made meanwhile
 * @param canary      whether the checker is to be shown a journal that lacks an event
 */
record AttackPlan(int rounds, String durability, double rate, int connections, long seed, int checkEvery, boolean snapshots,
                  boolean canary) {
}
