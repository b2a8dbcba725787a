/** The load rig: sends at a fixed rate, measures from the intended time. */
package dev.inkling.perf.load;
