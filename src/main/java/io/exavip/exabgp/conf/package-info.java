/** ExaBGP's configuration: reads it as ExaBGP 4.2 and 5.0 do, and writes it. */
package io.exavip.exabgp.conf;
