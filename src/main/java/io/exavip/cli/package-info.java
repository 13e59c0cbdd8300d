/** The commands: parse, call, print; nothing else. */
package io.exavip.cli;
