/** Writes ExaBGP's configuration: options, the rules they must keep, the text, its place. */
package io.exavip.conf;
