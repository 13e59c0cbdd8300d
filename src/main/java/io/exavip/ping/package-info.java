/**
 * The HTTP ping and its failover report: who answered, who took over, and how long nobody did. What
 * is counted and drawn is pure; {@link io.exavip.ping.PingRun} has the threads.
 */
package io.exavip.ping;
