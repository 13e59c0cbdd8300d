/**
 * The process that ExaBGP runs: its start, its signals, its end, and how it never takes ExaBGP
 * down.
 */
package io.exavip.process;
