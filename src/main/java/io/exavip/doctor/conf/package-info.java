/** Reads ExaBGP's configuration as ExaBGP 4.2 and 5.0 read it, and says where they would not. */
package io.exavip.doctor.conf;
