/**
 * The audit log: one JSON line for each access decision. Read {@link
 * io.nyala.security.audit.AuditLog} first.
 */
@NullMarked
package io.nyala.security.audit;

import org.jspecify.annotations.NullMarked;
