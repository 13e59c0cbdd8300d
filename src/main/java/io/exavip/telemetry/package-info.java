/**
 * What the program tells of itself: decisions for people and machines, the log, MicroProfile
 * Health.
 */
package io.exavip.telemetry;
