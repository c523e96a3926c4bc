/**
 * Operations: a statement or metadata call from its start to the last fetch. Belongs here: states,
 * results, logs, cancel, timeouts. Does not belong here: how statements are compiled, the protocol.
 * Read {@link io.nyala.server.operation.Operation} first.
 */
@NullMarked
package io.nyala.server.operation;

import org.jspecify.annotations.NullMarked;
