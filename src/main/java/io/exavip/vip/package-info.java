/** The VIPs on the interfaces of this machine, by the {@code ip} of iproute2. */
package io.exavip.vip;
