package io.nyala.storage.commit;

import io.nyala.spi.catalog.TableName;
import io.nyala.spi.catalog.TableSnapshot;
import io.nyala.storage.commit.CommitRecord.PartitionChange;
import io.nyala.storage.metastore.CatalogEditor;
import io.nyala.storage.metastore.CatalogEditor.NewPartition;
import io.nyala.storage.metastore.StatisticsWriter;
import io.nyala.storage.snapshot.Catalog;
import io.nyala.storage.snapshot.QuerySnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Applies commits to the Hive Metastore. */
public final class MetastoreCommitTarget implements CommitSteps.Target {
  private final Catalog catalog;
  private final CatalogEditor editor;
  private final StatisticsWriter statistics;

  public MetastoreCommitTarget(Catalog catalog, CatalogEditor editor, StatisticsWriter statistics) {
    this.catalog = catalog;
    this.editor = editor;
    this.statistics = statistics;
  }

  @Override
  public QuerySnapshot openSnapshot(TableName table) {
    invalidate(table);
    return catalog.openSnapshot();
  }

  @Override
  public void apply(TableName table, List<PartitionChange> partitions) {
    catalog.metastore().invalidate(table);
    Optional<TableSnapshot> known = catalog.metastore().table(table);
    if (known.isEmpty()) {
      return; // dropped meanwhile: nothing left to announce
    }
    if (!known.get().isPartitioned()) {
      for (PartitionChange change : partitions) {
        statistics.updateTableStatistics(table, change.rows(), change.files(), change.bytes());
      }
      return;
    }
    List<NewPartition> wanted = new ArrayList<>();
    List<StatisticsWriter.PartitionStatistics> after = new ArrayList<>();
    for (PartitionChange change : partitions) {
      wanted.add(new NewPartition(change.values(), Optional.of(change.location())));
      after.add(
          new StatisticsWriter.PartitionStatistics(
              change.name(), change.rows(), change.files(), change.bytes()));
    }
    editor.addPartitions(known.get(), wanted, true);
    statistics.updatePartitionStatistics(table, after);
  }

  @Override
  public void invalidate(TableName table) {
    catalog.invalidate(table);
  }
}
