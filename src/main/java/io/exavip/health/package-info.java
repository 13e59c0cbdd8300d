/**
 * From probe outcomes to a verdict on a service: rise, fall, states, hold-down. Pure: no thread, no
 * clock.
 */
package io.exavip.health;
