/**
 * ExaBGP's process API: the text of commands and answers, and the channel that keeps its routes as
 * wanted.
 */
package io.exavip.exabgp.api;
