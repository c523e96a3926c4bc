/**
 * Ranger's policy engine behind {@link io.nyala.spi.security.AccessControl}: hardening of policies
 * that the engine would read too generously, download and refresh, and the signatures of decisions.
 * No SQL is parsed here and no REST is served here. Read {@link
 * io.nyala.security.ranger.RangerAccessControl} first.
 */
@NullMarked
package io.nyala.security.ranger;

import org.jspecify.annotations.NullMarked;
