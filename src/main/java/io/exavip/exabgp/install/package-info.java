/** ExaBGP on this host: its program, its settings, and where its configuration is. */
package io.exavip.exabgp.install;
