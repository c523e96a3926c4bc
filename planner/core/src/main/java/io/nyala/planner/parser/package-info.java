/**
 * HiveQL text to typed statement records: splitting of scripts, limits, Hive's grammar, and the
 * records themselves. Nothing here knows a catalog, a type rule or a user. Read {@link
 * io.nyala.planner.parser.StatementParser} first, then {@link io.nyala.planner.parser.Statement},
 * {@link io.nyala.planner.parser.Query} and {@link io.nyala.planner.parser.SqlExpression}.
 *
 * <p>What the grammar takes but Nyala does not support is refused here with NOT_SUPPORTED and the
 * construct's name; nothing is skipped silently.
 */
@NullMarked
package io.nyala.planner.parser;

import org.jspecify.annotations.NullMarked;
