/** Monotonic time and the one thread that everything is decided on. */
package io.exavip.time;
