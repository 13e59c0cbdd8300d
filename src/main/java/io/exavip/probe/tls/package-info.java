/** Certificates: which a check trusts, which it shows, and the name that it expects. */
package io.exavip.probe.tls;
