/** The engineers' command line over a journal: verify it, export it, make one from a public file. */
package dev.inkling.replay;
