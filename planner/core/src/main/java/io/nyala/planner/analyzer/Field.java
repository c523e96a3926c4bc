package io.nyala.planner.analyzer;

import io.nyala.planner.authorization.ColumnUse;
import io.nyala.planner.authorization.TableUse;
import io.nyala.spi.type.DataType;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A column that expressions may name.
 *
 * @param qualifier alias of the relation, lower case; empty for none
 * @param database set only for a table without alias: then {@code db.table.column} works
 * @param index position in the row; −1 if the row does not hold it because the first pass found no
 *     reference, or because its type cannot be read
 * @param reference the table column itself, to note that the text names it; null for computed
 *     columns
 * @param uses the table columns behind it
 * @param star whether {@code *} and unqualified names find it (false for the two sides of a USING
 *     column)
 */
record Field(
    String qualifier,
    Optional<String> database,
    String name,
    DataType type,
    int index,
    @Nullable ColumnUse reference,
    Set<ColumnUse> uses,
    boolean star) {
  Field shifted(int offset) {
    return new Field(
        qualifier, database, name, type, index < 0 ? index : index + offset, reference, uses, star);
  }

  Field hidden() {
    return new Field(qualifier, database, name, type, index, reference, uses, false);
  }

  /** Notes that the text names the column. */
  void touch() {
    if (reference != null) {
      reference.table().referenced().add(reference.column());
    }
  }

  Optional<TableUse> table() {
    return Optional.ofNullable(reference).map(ColumnUse::table);
  }
}
