/**
 * Sessions of clients: identity, current database, settings, life time. Belongs here: handles,
 * ownership, limits. Does not belong here: the protocol, statements. Read {@link
 * io.nyala.server.session.SessionRegistry} first.
 */
@NullMarked
package io.nyala.server.session;

import org.jspecify.annotations.NullMarked;
