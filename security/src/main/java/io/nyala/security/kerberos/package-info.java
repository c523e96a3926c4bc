/**
 * Kerberos logins of the process and the way from a client's principal to a user with groups. No
 * transport, no policies. Read {@link io.nyala.security.kerberos.KerberosLogin} first.
 */
@NullMarked
package io.nyala.security.kerberos;

import org.jspecify.annotations.NullMarked;
