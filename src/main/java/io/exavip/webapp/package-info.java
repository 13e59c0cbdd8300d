/** A tiny web app that can be told to fail: for the demo, the lab and the tests. */
package io.exavip.webapp;
