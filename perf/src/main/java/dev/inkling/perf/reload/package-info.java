/** Other configuration under load, again and again. */
package dev.inkling.perf.reload;
