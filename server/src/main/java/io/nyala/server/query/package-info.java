/**
 * The way of one statement through the server: compile, authorize, run, hand over rows. Knows
 * sessions and clients only through {@link io.nyala.server.query.StatementSession} and {@link
 * io.nyala.server.query.ResultConsumer}; nothing of Thrift. Tasks for single DDL statements are in
 * {@code server.ddl}. Read {@link io.nyala.server.query.StatementExecutor} first.
 */
@NullMarked
package io.nyala.server.query;

import org.jspecify.annotations.NullMarked;
