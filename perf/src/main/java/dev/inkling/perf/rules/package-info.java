/** What single rules cost. */
package dev.inkling.perf.rules;
