/**
 * What ExaBGP is to announce: prefixes, BGP attributes, and the policy that maps health to routes.
 * Pure values.
 *
 * <p>The {@code equals} and {@code hashCode} of routes are written out, since those of a record are
 * interpreted in a native executable: some 20 us each, at every change for every route.
 */
package io.exavip.route;
