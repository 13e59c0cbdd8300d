package io.exavip.ping;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What to probe, and when.
 *
 * @param url an http or https URL with a host
 * @param insecure true: neither certificate nor host name is verified
 * @param interval from the start of a probe to the start of the next, 1 ms or more
 * @param timeout how long a probe may take, 1 ms or more
 * @param count how many probes are sent; empty: no limit
 * @param duration how long after the first the last probe may be sent; empty: no limit
 */
public record PingPlan(
    URI url,
    boolean insecure,
    Duration interval,
    Duration timeout,
    OptionalLong count,
    Optional<Duration> duration) {}
