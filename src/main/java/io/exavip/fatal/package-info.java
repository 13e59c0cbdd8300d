/** Errors after which the process cannot be trusted. Every room may ask. */
package io.exavip.fatal;
