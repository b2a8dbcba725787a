/** JSON of events and decisions, in and out: the only place of the journal that knows a JSON library. */
package dev.inkling.journal.json;
