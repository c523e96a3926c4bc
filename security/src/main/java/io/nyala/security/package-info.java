/**
 * Who a user is and what a user may: Kerberos logins and name mapping ({@code kerberos}), the
 * Ranger policy engine behind {@link io.nyala.spi.security.AccessControl} ({@code ranger}), the
 * policy store with its REST face ({@code admin}) and the audit log ({@code audit}). Nothing here
 * knows SQL, plans or the wire protocol.
 */
@NullMarked
package io.nyala.security;

import org.jspecify.annotations.NullMarked;
