package io.nyala.server.ddl;

import io.nyala.planner.parser.DefinitionStatement.AddPartitions;
import io.nyala.planner.parser.DefinitionStatement.DropPartitions;
import io.nyala.planner.parser.DefinitionStatement.PartitionDefinition;
import io.nyala.server.query.CompiledStatement;
import io.nyala.spi.catalog.PartitionSnapshot;
import io.nyala.spi.catalog.TableSnapshot;
import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import io.nyala.spi.security.AccessAction;
import io.nyala.storage.metastore.CatalogEditor;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** ALTER TABLE … ADD PARTITION and DROP PARTITION. */
final class PartitionStatements {
  private final CatalogEditor editor;
  private final PartitionSpecs partitionSpecs;

  PartitionStatements(CatalogEditor editor, PartitionSpecs partitionSpecs) {
    this.editor = editor;
    this.partitionSpecs = partitionSpecs;
  }

  CompiledStatement add(StatementContext context, AddPartitions statement) {
    TableSnapshot table =
        context.authorizedTable(AccessAction.ALTER, context.resolve(statement.table()));
    List<CatalogEditor.NewPartition> added = new ArrayList<>();
    for (PartitionDefinition definition : statement.partitions()) {
      definition.location().ifPresent(context::requireLocation);
      List<@Nullable String> values = partitionSpecs.full(table, definition.keys());
      added.add(new CatalogEditor.NewPartition(values, definition.location()));
    }
    return CatalogTask.action(() -> editor.addPartitions(table, added, statement.ifNotExists()));
  }

  CompiledStatement drop(StatementContext context, DropPartitions statement) {
    TableSnapshot table =
        context.authorizedTable(AccessAction.ALTER, context.resolve(statement.table()));
    context.require(AccessAction.DROP, table.name());
    List<Predicate<PartitionSnapshot>> groups =
        statement.partitions().stream()
            .map(conditions -> partitionSpecs.conditions(table, conditions))
            .toList();
    return CatalogTask.action(
        () -> {
          Set<String> names = new TreeSet<>();
          for (Predicate<PartitionSnapshot> group : groups) {
            List<String> matched =
                context.snapshot().partitions(table).stream()
                    .filter(group)
                    .map(PartitionSnapshot::name)
                    .toList();
            if (matched.isEmpty() && !statement.ifExists()) {
              throw new NyalaException(
                  ErrorCode.INVALID_PARTITION,
                  "SemanticException [Error 10006]: Partition not found in " + table.name());
            }
            names.addAll(matched);
          }
          editor.dropPartitions(table, List.copyOf(names));
        });
  }
}
