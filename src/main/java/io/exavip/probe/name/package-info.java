/** Where hosts are: names and their addresses, without anybody waiting for another's look-up. */
package io.exavip.probe.name;
