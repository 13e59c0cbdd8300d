/** Watched services: schedule, probe, tracker, policy, routes wanted; and the supervisor of all. */
package io.exavip.monitor;
