/** Probes of a service and their outcomes: HTTP, TCP and commands, each within a deadline. */
package io.exavip.probe;
