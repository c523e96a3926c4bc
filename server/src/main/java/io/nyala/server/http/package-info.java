/**
 * The coordinator's read-only HTTP interface: what runs, how far it is, what it cost. Every request
 * proves a Kerberos principal by SPNEGO; users see their own queries, administrators all. Read
 * {@link io.nyala.server.http.StatusServer} first.
 */
@NullMarked
package io.nyala.server.http;

import org.jspecify.annotations.NullMarked;
