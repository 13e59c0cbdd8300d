/**
 * The command line as its users meet it: what is printed where, exit codes, and the conversation
 * with ExaBGP over pipes. Black box: every test starts the packaged program.
 */
package io.exavip.it.cli;
