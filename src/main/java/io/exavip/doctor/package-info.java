/** Says what is wrong with ExaBGP's configuration, the host and the pair, before traffic does. */
package io.exavip.doctor;
