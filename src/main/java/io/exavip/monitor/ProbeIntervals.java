package io.exavip.monitor;

import java.time.Duration;

/**
 * When probes start, measured from start to start.
 *
 * @param interval between probes while nothing changes, 10 ms to 1 h, default 1 s
 * @param fastInterval between probes while a decision is pending, 1 ms up to the interval, default
 *     200 ms or a quarter of the interval, whichever is less
 * @param confirmInterval between probes that confirm a failure, each after the outcome of the one
 *     before; 1 ms up to the interval, default 2 ms
 * @param jitterPercent by how much an interval may be shortened at random, 0 to 50, default 10
 * @param startLimit when an undecided service counts as down, counted from the start of the
 *     process, see {@link StartLimit}; 100 ms to 1 h, default 5 s
 */
public record ProbeIntervals(
    Duration interval,
    Duration fastInterval,
    Duration confirmInterval,
    int jitterPercent,
    Duration startLimit) {}
