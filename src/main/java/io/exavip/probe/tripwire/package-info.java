/**
 * A connection held between two probes, whose end is a hint that the app died. All that needs the
 * insides of Vert.x is here.
 */
package io.exavip.probe.tripwire;
