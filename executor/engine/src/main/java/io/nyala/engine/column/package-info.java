/**
 * Columns that operators keep: growing, paged, addressed by row number, and the views and hashes
 * over batches that go with them. Nothing here knows operators or plans. Read {@link
 * io.nyala.engine.column.ColumnStore} and {@link io.nyala.engine.column.DecodedColumn} first.
 */
@NullMarked
package io.nyala.engine.column;

import org.jspecify.annotations.NullMarked;
