/** Kills the real server again and again under load, and looks for what it lost. */
package dev.inkling.perf.crash;
