/** Tests of what assembles the native toolchain. */
package io.exavip.it.toolchain;
