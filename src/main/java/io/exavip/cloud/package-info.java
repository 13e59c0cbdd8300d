/** What the clouds' route servers demand and offer: facts with their sources, no I/O. */
package io.exavip.cloud;
