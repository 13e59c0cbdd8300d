/** This host: its files, accounts, addresses and child processes. */
package io.exavip.host;
