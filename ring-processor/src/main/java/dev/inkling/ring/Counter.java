package dev.inkling.ring;

/**
 * Every counter of the engine, documented once. Names are those of the metrics page without the prefix {@code inkling_}; what ends in
 * {@code _total} only grows, the rest are gauges.
 */
public enum Counter {
    /** Requests to {@code POST /v1/events} that were answered with success. */
    HTTP_OK("http_requests_ok_total", "requests", "Requests answered with success"),
    /** Bodies that were not JSON. */
    HTTP_BAD_JSON("http_requests_bad_json_total", "requests", "Bodies that were not JSON"),
    /** Requests or events beyond a size limit. */
    HTTP_OVERSIZE("http_requests_oversize_total", "requests", "Requests beyond a limit of size or count"),
    /** Requests that were not HTTP as the standard has it. */
    HTTP_BAD_REQUEST("http_requests_bad_total", "requests", "Requests that were not well-formed HTTP"),
    /** Requests to a path or with a method that does not exist. */
    HTTP_NOT_FOUND("http_requests_not_found_total", "requests", "Requests to an unknown path or with a wrong method"),
    /** Requests answered with 503. */
    HTTP_UNAVAILABLE("http_requests_unavailable_total", "requests", "Requests answered with 503"),
    /** Requests whose results did not come back in time. */
    HTTP_UNKNOWN_DURABILITY("http_requests_unknown_durability_total", "requests", "Requests without results in time"),
    /** Connections accepted. */
    HTTP_CONNECTIONS("http_connections_total", "connections", "Connections accepted"),
    /** Connections refused because there were too many. */
    HTTP_CONNECTIONS_REFUSED("http_connections_refused_total", "connections", "Connections refused beyond the limit"),
    /** Connections closed because the client was too slow. */
    HTTP_TIMEOUTS("http_timeouts_total", "connections", "Connections closed because the client was too slow"),
    /** Connections whose client went away before its reply. */
    HTTP_CLIENT_GONE("http_client_gone_total", "requests", "Replies that found no client any more"),
    /** Bytes of request bodies read. */
    HTTP_BODY_BYTES("http_body_bytes_total", "bytes", "Bytes of request bodies"),
    /** Datagrams read. */
    UDP_DATAGRAMS("udp_datagrams_total", "datagrams", "Datagrams read"),
    /** Datagrams that were neither JSON nor began with the magic. */
    UDP_BAD_MAGIC("udp_bad_magic_total", "datagrams", "Datagrams that are neither JSON nor begin with INK1"),
    /** Binary datagrams of an unknown version. */
    UDP_BAD_VERSION("udp_bad_version_total", "datagrams", "Binary datagrams of an unknown version or with unknown flags"),
    /** Datagrams for a storefront that is not known. */
    UDP_BAD_STOREFRONT("udp_bad_storefront_total", "datagrams", "Binary datagrams for an unknown storefront"),
    /** Datagrams or frames in them that are too short or too long. */
    UDP_BAD_LENGTH("udp_bad_length_total", "datagrams", "Datagrams or their frames that are too short or too long"),
    /** Frames of an unknown template. */
    UDP_BAD_TEMPLATE("udp_bad_template_total", "frames", "Frames in datagrams of an unknown template"),
    /** Frames whose inside contradicts itself. */
    UDP_BAD_STRUCTURE("udp_bad_structure_total", "frames", "Frames in datagrams whose groups or texts run past their end"),
    /** Datagrams whose tag did not match. */
    UDP_BAD_TAG("udp_bad_tag_total", "datagrams", "Datagrams whose tag is not that of the secret"),
    /** JSON datagrams that were not JSON. */
    UDP_BAD_JSON("udp_bad_json_total", "datagrams", "JSON datagrams that were not JSON"),
    /** Datagrams that senders sent and that never came. */
    UDP_LOST("udp_lost_total", "datagrams", "Gaps in the sequences of senders"),
    /** Datagrams that came twice. */
    UDP_DUPLICATE("udp_duplicate_total", "datagrams", "Repeated sequences of senders"),
    /** Datagrams that the kernel dropped. */
    UDP_KERNEL_DROPS("udp_kernel_drops_total", "datagrams", "Datagrams that the kernel dropped at the socket"),
    /** Events in datagrams that found the ring full. */
    UDP_RING_FULL("udp_ring_full_total", "events", "Events in datagrams that found the ring full"),
    /** Events that were refused for their content. */
    EVENTS_REJECTED("events_rejected_total", "events", "Events refused for their content, each a dead letter"),
    /** Events with a number set to its bound. */
    EVENTS_CLAMPED("events_clamped_total", "events", "Events with a number outside its range"),
    /** Events with a text cut. */
    EVENTS_CUT("events_cut_total", "events", "Events with a text longer than its limit"),
    /** Events whose unknown keys were left out. */
    EVENTS_EXTRA_DROPPED("events_extra_dropped_total", "events", "Events whose unknown keys did not fit"),
    /** Offers that found the ring full. */
    RING_FULL("ring_full_total", "offers", "Offers refused because the ring was full"),
    /** Offers larger than one request may be. */
    OFFERS_TOO_LARGE("offers_too_large_total", "offers", "Offers of more frames than one request may hold"),
    /** Offers refused because the journal failed, the processor stopped, or the engine is closing. */
    OFFERS_STOPPED("offers_stopped_total", "offers", "Offers refused because the engine does not accept any"),
    /** Slots of the ring that are taken. */
    RING_DEPTH("ring_depth", "slots", "Slots of the ring that are taken"),
    /** Events journaled. */
    EVENTS_ACCEPTED("events_accepted_total", "events", "Events journaled since the start"),
    /** Events journaled before with the same id. */
    EVENTS_DUPLICATE("events_duplicate_total", "events", "Events with an id journaled before"),
    /** Events that could not be journaled. */
    EVENTS_REFUSED("events_refused_total", "events", "Events in the ring that could not be journaled or processed"),
    /** Frames that are none. */
    EVENTS_MALFORMED("events_malformed_total", "frames", "Frames in the ring that the journal does not take for their structure"),
    /** Dead letters journaled. */
    DEAD_LETTERS("dead_letters_total", "frames", "Dead letters journaled"),
    /** Bytes of frames journaled. */
    JOURNAL_BYTES("journal_bytes_total", "bytes", "Bytes of event frames journaled"),
    /** Refused for want of room. */
    DISK_LOW("disk_low_refusals_total", "frames", "Frames refused because the disk has too little room"),
    /** Appends or syncs that failed. */
    JOURNAL_FAILURES("journal_failures_total", "failures", "Appends or syncs that failed"),
    /** Syncs done. */
    JOURNAL_SYNCS("journal_syncs_total", "syncs", "Syncs of the events queue"),
    /** Blocks mapped. */
    JOURNAL_BLOCKS("journal_blocks_total", "blocks", "Blocks of the journal mapped"),
    /** Last sequence journaled. */
    LAST_SEQUENCE("journal_last_sequence", "sequence", "Last sequence in the events queue"),
    /** Time of the last frame. */
    LAST_RECEIVED("journal_last_received_ms", "ms", "Time of the last frame, epoch ms"),
    /** First sequence that the table of event ids still knows. */
    DEDUP_OLDEST_SEQUENCE("dedup_oldest_sequence", "sequence", "Oldest event id that duplicates are known of: its sequence"),
    /** Time of that event. */
    DEDUP_OLDEST_RECEIVED("dedup_oldest_received_ms", "ms", "Oldest event id that duplicates are known of: its time, epoch ms"),
    /** Event ids in the table. */
    DEDUP_IDS("dedup_ids", "ids", "Event ids in the table of duplicates"),
    /** First sequence whose decisions are still at hand. */
    RECENT_OLDEST_SEQUENCE("recent_decisions_oldest_sequence", "sequence", "Oldest sequence whose decisions are at hand for a duplicate"),
    /** Moments given to the processor, since the journal began. */
    EVENTS_PROCESSED("events_processed_total", "events", "Moments processed since the journal began"),
    /** Late moments. */
    EVENTS_LATE("events_late_total", "events", "Moments that occurred more than an hour before they came"),
    /** Moments whose timestamp was too far off. */
    EVENTS_SKEWED("events_skewed_total", "events", "Moments whose timestamp counted as absent, being more than an hour off"),
    /** Moments of a storefront that is not configured. */
    EVENTS_UNKNOWN_STOREFRONT("events_unknown_storefront_total", "events", "Moments of a storefront that the settings do not name"),
    /** Ticks journaled. */
    TICKS("ticks_total", "frames", "Ticks journaled since the start"),
    /** Decisions of every status, since the journal began. */
    DECISIONS("decisions_total", "decisions", "Decisions of every status since the journal began"),
    /** Decisions that fired. */
    DECISIONS_FIRED("decisions_fired_total", "decisions", "Decisions that fired"),
    /** Decisions held out. */
    DECISIONS_HELD_OUT("decisions_held_out_total", "decisions", "Decisions held out by a cohort"),
    /** Decisions capped. */
    DECISIONS_CAPPED("decisions_capped_total", "decisions", "Decisions suppressed by a cap"),
    /** Decisions cooling. */
    DECISIONS_COOLING("decisions_cooling_total", "decisions", "Decisions suppressed by a cooldown"),
    /** Decisions expired. */
    DECISIONS_EXPIRED("decisions_expired_total", "decisions", "Decisions that came too late"),
    /** Damaged records of decisions that the start made again. */
    DECISIONS_MENDED("decisions_mended_total", "records", "Damaged records of decisions found by the start and made again"),
    /** Sessions begun. */
    SESSIONS_STARTED("sessions_started_total", "sessions", "Sessions begun"),
    /** Sessions that went on with a moment that came late. */
    SESSIONS_RESUMED("sessions_resumed_total", "sessions", "Sessions that had ended and went on with a moment that came late"),
    /** Sessions ended. */
    SESSIONS_ENDED("sessions_ended_total", "sessions", "Sessions ended by silence or eviction"),
    /** Sessions under way. */
    SESSIONS_ACTIVE("sessions_active", "sessions", "Sessions under way"),
    /** Visitors in the table. */
    VISITORS("visitors", "visitors", "Visitors in the table"),
    /** Visitors evicted. */
    VISITORS_EVICTED("visitors_evicted_total", "visitors", "Visitors evicted because the table was full"),
    /** Visitors forgotten after their retention. */
    VISITORS_EXPIRED("visitors_expired_total", "visitors", "Visitors forgotten after their retention"),
    /** Cadence entries evicted. */
    CADENCE_EVICTED("cadence_evicted_total", "entries", "Remembered firings that made room for others"),
    /** Matches of rules with every that were none of the n-th. */
    MATCHES_PASSED_OVER("matches_passed_over_total", "matches", "Matches of rules that fire at each n-th only, and this was none"),
    /** Matches of rules that were used up. */
    MATCHES_USED_UP("matches_used_up_total", "matches", "Matches of rules that had fired as often as per allows"),
    /** Matches suppressed without a record. */
    MATCHES_UNRECORDED("matches_unrecorded_total", "matches", "Matches suppressed for a reason already recorded in the session"),
    /** Those of them for a cooldown. */
    UNRECORDED_COOLDOWN("matches_unrecorded_cooldown_total", "matches", "Of those unrecorded: too early for the rule's cooldown"),
    /** Those of them for a cap of the session. */
    UNRECORDED_CAP_SESSION("matches_unrecorded_cap_session_total", "matches", "Of those unrecorded: the rule's cap of a session"),
    /** Those of them for a cap of the day. */
    UNRECORDED_CAP_DAY("matches_unrecorded_cap_day_total", "matches", "Of those unrecorded: the rule's cap of a day"),
    /** Those of them for the budget of what is visible. */
    UNRECORDED_VISIBLE_SESSION("matches_unrecorded_visible_session_total", "matches", "Of those unrecorded: enough shown in it"),
    /** Those of them for the gap between what is visible. */
    UNRECORDED_VISIBLE_GAP("matches_unrecorded_visible_gap_total", "matches", "Of those unrecorded: something was shown too recently"),
    /** Feedback that was taken. */
    FEEDBACK_TAKEN("feedback_taken_total", "moments", "Moments that said something new of a decision: shown, engaged, dismissed"),
    /** Feedback that was not. */
    FEEDBACK_UNUSED("feedback_unused_total", "moments", "Such moments that named no remembered decision, or said nothing new"),
    /** Decisions that were ignored. */
    DECISIONS_IGNORED("decisions_ignored_total", "decisions", "Decisions that were shown, and nothing came back for too long"),
    /** Cooldowns doubled. */
    COOLDOWNS_DOUBLED("cooldowns_doubled_total", "cooldowns", "Cooldowns doubled after two decisions in a row dismissed or ignored"),
    /** Timers set. */
    TIMERS_SET("timers_set_total", "timers", "Timers of rules set, by a moment that found none of its rule"),
    /** Timers that are set now. */
    TIMERS_PENDING("timers_pending", "timers", "Timers that are set"),
    /** Timers that came due in time. */
    TIMERS_DUE("timers_due_total", "timers", "Timers that were due and came in time, whatever became of them"),
    /** Timers taken back. */
    TIMERS_TAKEN_BACK("timers_taken_back_total", "timers", "Timers taken back by a moment"),
    /** Timers that came too late. */
    TIMERS_EXPIRED("timers_expired_total", "timers", "Timers that came more than ten minutes too late"),
    /** Timers that went with their visitor or rule. */
    TIMERS_DROPPED("timers_dropped_total", "timers", "Timers that went with their visitor or their rule"),
    /** Timers that found no room. */
    TIMERS_NOT_SET("timers_not_set_total", "timers", "Timers not set because the table was full"),
    /** Amounts in another currency. */
    OTHER_CURRENCY("other_currency_total", "amounts", "Amounts left out of a cart or revenue, being in another currency"),
    /** Look-ups of visitors. */
    QUERIES("queries_total", "queries", "Look-ups of a visitor's state"),
    /** Replies that found no room. */
    REPLIES_DROPPED("replies_dropped_total", "requests", "Requests whose results found no room on their way back"),
    /** Wake-ups that threw. */
    WAKE_UPS_FAILED("wake_ups_failed_total", "calls", "Wake-ups of an event loop that failed"),
    /** Snapshots made. */
    SNAPSHOTS("snapshots_total", "snapshots", "Snapshots made, or found to be up to date"),
    /** Snapshots that could not be made. */
    SNAPSHOT_FAILURES("snapshot_failures_total", "snapshots", "Snapshots that could not be made"),
    /** How far the newest snapshot goes. */
    SNAPSHOT_SEQUENCE("snapshot_sequence", "sequence", "Last sequence that the newest snapshot knows, 0 without one"),
    /** Files of the journal that were removed. */
    RETENTION_FILES("retention_files_removed_total", "files", "Old files of the journal removed"),
    /** Whether the data folder is larger than wanted. */
    RETENTION_OVER_BUDGET("retention_over_budget", "0 or 1", "1 when the data folder is over its budget and nothing more may be removed"),
    /** Whether old files are not removed. */
    RETENTION_FAILING("retention_failing", "0 or 1", "1 when the last try to remove old files failed"),
    /** Reloads that came in force. */
    CONFIG_RELOADS("config_reloads_total", "reloads", "Reloads of configuration that came in force, or were so already"),
    /** Reloads refused. */
    CONFIG_RELOADS_REFUSED("config_reloads_refused_total", "reloads",
        "Reloads of configuration that were refused; what was in force stayed"),
    /** Changed files refused. */
    CONFIG_FILES_REFUSED("config_files_refused_total", "files", "Watched files of configuration that changed and cannot be used"),
    /** Where the start began to replay. */
    RECOVERED_FROM("recovered_from_sequence", "sequence", "Sequence of the snapshot that this start went on from, 0 without one"),
    /** Steps of the wall clock. */
    CLOCK_STEPS("clock_steps_total", "steps", "Steps of the wall clock by more than a second"),
    /** How far a standby is behind, in frames. */
    FOLLOW_FRAMES_BEHIND("follow_frames_behind", "frames", "Standby: events in the journal followed that are not copied yet"),
    /** How far a standby is behind, in time. */
    FOLLOW_MS_BEHIND("follow_ms_behind", "ms", "Standby: age of the last event copied while others wait; 0 when none do"),
    /** Distance of the wall clock from the journal's. */
    CLOCK_OFFSET("clock_offset_ms", "ms", "Wall clock minus the journal's clock");

    private final String metric;
    private final String unit;
    private final String help;

    Counter(final String metric, final String unit, final String help) {
        this.metric = metric;
        this.unit = unit;
        this.help = help;
    }

    /**
     * Name on the metrics page, without the prefix.
     *
     * @return lower-case words joined by underscores
     */
    public String metric() {
        return metric;
    }

    /**
     * What one of it is.
     *
     * @return a plural
     */
    public String unit() {
        return unit;
    }

    /**
     * What it tells.
     *
     * @return one line
     */
    public String help() {
        return help;
    }

    /**
     * Whether it goes up and down.
     *
     * @return true for a gauge, false for what only grows
     */
    public boolean isGauge() {
        return !metric.endsWith("_total");
    }
}
