package io.exavip.exabgp.conf;

/**
 * Something in the text that ExaBGP refuses, or reads otherwise than it looks.
 *
 * @param line the line, from 1
 * @param fatal true if ExaBGP refuses the file; false if it goes on
 * @param what what is wrong and what comes of it
 * @param fix what to write instead
 */
public record Fault(int line, boolean fatal, String what, String fix) {}
