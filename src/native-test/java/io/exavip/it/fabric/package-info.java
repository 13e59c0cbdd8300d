/**
 * The network that the black-box tests run in: namespaces, route servers, ExaBGP and a web app, all
 * made by the test and removed with it.
 */
package io.exavip.it.fabric;
