/**
 * What ExaBGP is to announce: prefixes, BGP attributes, and the policy that maps health to routes.
 * Pure values.
 */
package io.exavip.route;
