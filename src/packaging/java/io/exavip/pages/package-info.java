/** Writes the man pages and completions of the package from the commands and keys themselves. */
package io.exavip.pages;
