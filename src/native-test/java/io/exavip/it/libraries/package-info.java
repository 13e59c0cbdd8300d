/** What the build takes from others. */
package io.exavip.it.libraries;
